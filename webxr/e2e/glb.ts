// The smallest scene there is, as a designer's tool would write it: one triangle of floor.
export function tinyScene(): Buffer {
  const corners = Buffer.from(new Float32Array([0, 0, 0, 4, 0, 0, 0, 0, 4]).buffer);
  const json = Buffer.from(JSON.stringify({
    asset: { version: "2.0", generator: "Rehearsal's tests" },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0, name: "floor" }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 } }] }],
    accessors: [{ bufferView: 0, componentType: 5126, count: 3, type: "VEC3", min: [0, 0, 0], max: [4, 0, 4] }],
    bufferViews: [{ buffer: 0, byteLength: corners.length }],
    buffers: [{ byteLength: corners.length }],
  }));
  const text = Buffer.concat([json, Buffer.alloc((4 - (json.length % 4)) % 4, " ")]);
  const chunks = Buffer.concat([word(text.length), Buffer.from("JSON"), text, word(corners.length), Buffer.from("BIN\0"), corners]);
  return Buffer.concat([Buffer.from("glTF"), word(2), word(12 + chunks.length), chunks]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
