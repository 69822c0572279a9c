/** What a browser kept of an upload's purpose may be of an older page: only what is understood is taken up. */
import type { Purpose } from "./doors";

export function isPurpose(value: unknown): value is Purpose {
  if (typeof value !== "object" || value === null) return false;
  const says = (...keys: readonly string[]) => keys.every((key) => typeof Reflect.get(value, key) === "string");
  if (!("kind" in value) || !says("called")) return false;
  return value.kind === "scene" || (value.kind === "version" && says("scene", "variant", "of", "made"));
}
