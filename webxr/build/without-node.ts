// What libraries import for Node alone is left out of what a browser gets. @gltf-transform/functions imports the ndarray packages for resizing
// pictures; they write functions as text when they are imported, which our content security policy forbids (src/lighter/pictures.ts
// resizes with what the browser has). @gltf-transform/core and the Draco decoder ask for files, and never do in a browser.
import type { Plugin } from "vite";

const LEFT_OUT = /^(ndarray|ndarray-lanczos|ndarray-pixels|(node:)?(fs|path))$/;
const NAME = "\0without-node";

const NOTHING = `
function notHere() { throw new Error("left out of the build: see build/without-node.ts"); }
export default notHere;
export { notHere as getPixels, notHere as lanczos2, notHere as lanczos3, notHere as promises, notHere as savePixels };
`;

export function withoutNode(): Plugin {
  return {
    name: "rehearsal:without-node",
    apply: "build",
    enforce: "pre",
    resolveId: (id) => (LEFT_OUT.test(id) ? NAME : null),
    load: (id) => (id === NAME ? NOTHING : null),
  };
}
