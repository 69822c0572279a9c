import { DirectionalLight, Group, MeshBasicMaterial, OrthographicCamera, Scene, WebGLRenderTarget } from "three";
import type { Color, Vector4, WebGLRenderer } from "three";
import { expect, it } from "vitest";
import { renderCut } from "./overhead";

/** Notes what can be seen each time something is drawn. */
function aRenderer(seen: string[]) {
  const renderer = {
    autoClear: true, xr: { enabled: true },
    getRenderTarget: () => null, setRenderTarget: () => undefined,
    getClearAlpha: () => 1, getClearColor: (out: Color) => out, setClearColor: () => undefined,
    getViewport: (out: Vector4) => out, setViewport: () => undefined,
    render: (scene: Scene) => seen.push(scene.children.filter((one) => one.visible).map((one) => one.name).join()),
  };
  return renderer as unknown as WebGLRenderer;
}

it("shows the place and nobody who happens to be in it, and leaves the scene as it was", () => {
  const scene = new Scene();
  const [room, people, marks] = [new Group(), new Group(), new Group()];
  const sun = new DirectionalLight();
  [room.name, people.name, marks.name, sun.name] = ["room", "people", "marks", "sun"];
  scene.add(room, people, sun, marks);
  marks.visible = false;
  const seen: string[] = [];
  renderCut({ renderer: aRenderer(seen), scene }, { root: room }, new OrthographicCamera(), new WebGLRenderTarget(1, 1), new MeshBasicMaterial());
  expect(seen).toEqual(["room,sun", "room,sun"]);
  expect([people.visible, marks.visible]).toEqual([true, false]);
});
