/** Keeps the picture that this browser rendered from a version of a scene. */
import { offline, problemIn } from "./problem";

export async function putThumbnail(scene: string, version: string, picture: Blob): Promise<void> {
  const address = `/api/scenes/${encodeURIComponent(scene)}/versions/${encodeURIComponent(version)}/thumbnail`;
  const answer = await fetch(address, { method: "PUT", headers: { "Content-Type": picture.type }, body: picture }).catch((cause: unknown) => {
    throw offline(cause);
  });
  if (!answer.ok) throw problemIn(answer.status, await answer.text());
}
