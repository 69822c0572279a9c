import { expect, it } from "vitest";
import type { Version } from "./doors";
import { createPictures } from "./pictures";

const scene = (id: string, thumbnail = "") => ({ id, thumbnail }) as Version;

it("renders what has no picture, each once, and goes on after one that cannot be drawn", async () => {
  const asked: string[] = [];
  const pictures = createPictures({
    picture({ id }) {
      asked.push(id);
      return id === "broken" ? Promise.reject(new Error("no WebGL")) : Promise.resolve(`/picture/${id}`);
    },
  });
  const all = [scene("broken"), scene("new"), scene("old", "/old")];
  await Promise.all([pictures.make(all), pictures.make(all)]);
  await pictures.make(all);
  expect(asked).toEqual(["broken", "new"]);
  expect(all.map((one) => pictures.of(one))).toEqual(["", "/picture/new", "/old"]);
});

it("shows the picture that another browser makes of a scene that failed here", async () => {
  const pictures = createPictures({ picture: () => Promise.reject(new Error("no WebGL")) });
  await pictures.make([scene("a")]);
  expect(pictures.of(scene("a", "/made-elsewhere"))).toBe("/made-elsewhere");
});
