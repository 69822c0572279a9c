/** Puts an element that something else owns (a canvas, a drawing) into the page. */
import { useEffect, useRef } from "preact/hooks";

export function Mount({ element, class: name }: { readonly element: Element; readonly class?: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.replaceChildren(element);
  }, [element]);
  return <div ref={place} class={name ?? "mount"} />;
}
