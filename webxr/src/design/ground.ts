// Where one gets to, as a picture for the plan: what is reached on wheels, and what only on foot.
import type { Survey } from "../space/survey";

const WHEELS = [12, 92, 99, 70] as const;
const FOOT = [244, 185, 66, 70] as const;

/** A transparent picture, one pixel for each column; null where there is no canvas to draw on. */
export async function pictureOfGround({ frame, ground }: Survey): Promise<string | null> {
  const canvas = document.createElement("canvas");
  canvas.width = frame.columns;
  canvas.height = frame.rows;
  const context = canvas.getContext("2d");
  if (!context) return null;
  const image = context.createImageData(frame.columns, frame.rows);
  ground.forEach((state, column) => {
    if (state > 0) image.data.set(state === 2 ? WHEELS : FOOT, column * 4);
  });
  context.putImageData(image, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  return blob && URL.createObjectURL(blob);
}
