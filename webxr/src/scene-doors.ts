/** What the pages about scenes need of the world: the catalogue, uploads on their way, pictures, and making scenes lighter. */
import { ask, type Api } from "./net/api";
import { putThumbnail } from "./net/picture";
import { createKeeping } from "./upload/kept";
import { forgetUpload, sendByTus } from "./upload/send";
import { createUploads } from "./upload/uploads";
import type { Made, Mounted, PlanOptions, Purpose, SceneDoors, SceneUploads, Version } from "./ui/staff/doors";
import { isPurpose } from "./ui/staff/purpose";

const at = (scene: string) => ({ params: { path: { scene } } });
const inScene = (scene: string, variant: string) => ({ params: { path: { scene, variant } } });

// The plan is a room of its own, loaded when it is looked at.
const [plan] = Object.values(import.meta.glob<{ mountPlan: (element: HTMLElement, options: PlanOptions) => Mounted }>("./design/index.ts"));

export function createSceneDoors(api: Api, onOut: () => void): SceneDoors {
  const version = (scene: string, id: string) => ask(api.GET("/api/scenes/{scene}/versions", at(scene))).then(({ versions }) => versions.find((one) => one.id === id));
  return {
    scenes: async () => (await ask(api.GET("/api/scenes"))).scenes,
    scene: (id) => ask(api.GET("/api/scenes/{scene}", at(id))),
    versions: async (id) => (await ask(api.GET("/api/scenes/{scene}/versions", at(id)))).versions,
    renameScene: (id, name) => ask(api.PATCH("/api/scenes/{scene}", { ...at(id), body: { name } })),
    async removeScene(id) {
      await ask(api.DELETE("/api/scenes/{scene}", at(id)));
    },
    addVariant: (id, name, of) => ask(api.POST("/api/scenes/{scene}/variants", { ...at(id), body: { name, of } })),
    changeVariant: (id, variant, to) => ask(api.PATCH("/api/scenes/{scene}/variants/{variant}", { ...inScene(id, variant), body: to })),
    async removeVariant(id, variant) {
      await ask(api.DELETE("/api/scenes/{scene}/variants/{variant}", inScene(id, variant)));
    },
    mend: (id, of, repairs) => ask(api.POST("/api/scenes/{scene}/repairs", { ...at(id), body: { version: of, repairs: [...repairs] } })),
    editMeaning: (id, of, meaning) => ask(api.POST("/api/scenes/{scene}/meaning", { ...at(id), body: { version: of, meaning } })),
    compare: (id, a, b) => ask(api.GET("/api/scenes/{scene}/compare", { params: { path: { scene: id }, query: { a, b } } })),
    pair: async (a, b, signal) => (await import("./world/pair")).createPair([a, b], { signal }),
    async picture(shown) {
      await putThumbnail(shown.view.id, shown.id, await look(shown.view.url, shown));
      return (await version(shown.view.id, shown.id))?.thumbnail ?? "";
    },
    async look(file, like) {
      const url = URL.createObjectURL(file);
      return look(url, like).finally(() => URL.revokeObjectURL(url));
    },
    lighten: async (shown, options) => (await import("./lighter/lighter")).lighten(await fileOf(shown, options.signal), options),
    foresee: async (shown, signal) => (await import("./lighter/lighter")).foresee(await fileOf(shown, signal), signal),
    plan: plan === undefined ? null : async (element, options) => (await plan()).mountPlan(element, options),
    uploads: createSceneUploads(api, onOut),
  };
}

const look = async (url: string, { view: { spawns } }: Version) => (await import("./world/thumbnail")).renderThumbnail(url, { spawns });

async function fileOf({ view: { url } }: Version, signal: AbortSignal): Promise<ArrayBuffer> {
  const answer = await fetch(url, { signal });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.arrayBuffer();
}

function createSceneUploads(api: Api, onOut: () => void): SceneUploads {
  const finish = async (purpose: Purpose, upload: string, signal: AbortSignal): Promise<Made> => {
    if (purpose.kind === "scene") {
      const scene = await ask(api.POST("/api/scenes", { body: { name: purpose.called, upload }, signal }));
      const [first] = scene.variants;
      if (first === undefined) throw new Error(`scene ${scene.id} has no variant`);
      return { scene: scene.id, version: first.current };
    }
    const { scene, variant, of, made } = purpose;
    return { scene, version: await ask(api.POST("/api/scenes/{scene}/versions", { ...at(scene), body: { variant, of, made, upload }, signal })) };
  };
  return createUploads<Purpose, Made>({
    send: sendByTus,
    keeping: createKeeping(isPurpose),
    finish,
    forget: forgetUpload,
    onOut,
    now: () => performance.now(),
    wait: untilLater,
    alone,
    newId: () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join(""),
  });
}

/** Ends after so long, or as soon as the browser says that there is a network again. */
function untilLater(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done, stopped) => {
    const over = new AbortController();
    const end = () => {
      over.abort();
      clearTimeout(timer);
      if (signal.aborted) stopped(new DOMException("stopped", "AbortError"));
      else done();
    };
    const timer = setTimeout(end, ms);
    addEventListener("online", end, { signal: over.signal });
    signal.addEventListener("abort", end, { signal: over.signal });
  });
}

/** Where the browser has no locks (a page without HTTPS), each page minds its own uploads. */
async function alone(name: string, work: () => Promise<void>): Promise<boolean> {
  if (!("locks" in navigator)) {
    await work();
    return true;
  }
  return navigator.locks.request(`rehearsal-upload-${name}`, { ifAvailable: true }, async (lock) => {
    if (lock === null) return false;
    await work();
    return true;
  });
}
