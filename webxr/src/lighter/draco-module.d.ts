// Google's decoder as emscripten writes it: a function that makes the module.
declare module "three/examples/jsm/libs/draco/gltf/draco_wasm_wrapper.js" {
  const createDecoder: (options: { readonly wasmBinary: ArrayBuffer }) => Promise<unknown>;
  export default createDecoder;
}
