// Scenes as a designer's tool would write them: a triangle of floor, and whatever a test wants to be wrong with it.
export interface Wanted {
  /** How often the floor is drawn; the more, the heavier. */
  readonly pieces?: number;
  /** Bytes that nothing uses, so that there is something to wait for. */
  readonly ballast?: number;
  /** How long the directions of the surface are; 1 is right. */
  readonly normals?: number;
  /** Metres from the origin. */
  readonly away?: number;
}

/** The smallest scene there is. */
export const tinyScene = () => sceneOf();

export function sceneOf({ pieces = 1, ballast = 0, normals = 1, away = 0 }: Wanted = {}): Buffer {
  const corners = Buffer.from(new Float32Array([0, 0, 0, 0, 0, 4, 4, 0, 0]).buffer);
  const up = Buffer.from(new Float32Array([0, normals, 0, 0, normals, 0, 0, normals, 0]).buffer);
  const filling = Buffer.alloc(Math.ceil(ballast / 4) * 4, 7);
  const bin = Buffer.concat([corners, up, filling]);
  const nodes = Array.from({ length: pieces }, (_, index) => ({ mesh: 0, name: index === 0 ? "floor" : `floor ${index}`, translation: [away + (index % 20) * 4, 0, Math.floor(index / 20) * 4] }));
  const json = Buffer.from(JSON.stringify({
    asset: { version: "2.0", generator: "Rehearsal's tests" },
    scene: 0,
    scenes: [{ nodes: nodes.map((_, index) => index) }],
    nodes,
    meshes: [{ primitives: [{ attributes: { POSITION: 0, NORMAL: 1 } }], name: "floor" }],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 3, type: "VEC3", min: [0, 0, 0], max: [4, 0, 4] },
      { bufferView: 1, componentType: 5126, count: 3, type: "VEC3" },
    ],
    bufferViews: [
      { buffer: 0, byteOffset: 0, byteLength: corners.length, target: 34962 },
      { buffer: 0, byteOffset: corners.length, byteLength: up.length, target: 34962 },
      ...(ballast > 0 ? [{ buffer: 0, byteOffset: corners.length + up.length, byteLength: filling.length }] : []),
    ],
    buffers: [{ byteLength: bin.length }],
  }));
  const text = Buffer.concat([json, Buffer.alloc((4 - (json.length % 4)) % 4, " ")]);
  const chunks = Buffer.concat([word(text.length), Buffer.from("JSON"), text, word(bin.length), Buffer.from("BIN\0"), bin]);
  return Buffer.concat([Buffer.from("glTF"), word(2), word(12 + chunks.length), chunks]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
