/** three's own Draco decoder, which the program ships anyway, for a worker of modules: fetched from our origin only when a scene needs it. */
import createDecoder from "three/examples/jsm/libs/draco/gltf/draco_wasm_wrapper.js";
import decoder from "three/examples/jsm/libs/draco/gltf/draco_decoder.wasm?url";

export async function loadDraco(): Promise<unknown> {
  const answer = await fetch(decoder);
  if (!answer.ok) throw new Error(`draco: ${answer.status}`);
  return createDecoder({ wasmBinary: await answer.arrayBuffer() });
}
