/** The container of a scene, by the letter (glTF 2.0, 4.4): a header of 12 bytes, then chunks of length, type, data. */

export interface Glb {
  readonly json: Json;
  /** What follows the description. */
  readonly rest: Uint8Array;
}

/** As much of a scene's description as is needed to keep what is not understood. */
export interface Json {
  readonly extensionsUsed?: readonly string[];
  readonly extensionsRequired?: readonly string[];
  readonly nodes?: readonly Described[];
  readonly scenes?: readonly Described[];
  readonly extensions?: Extensions;
}

export interface Described {
  readonly name?: string;
  readonly extensions?: Extensions;
}

export type Extensions = Readonly<Record<string, unknown>>;

const HEADER = 12;
const CHUNK = 8;
const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;

export function readGlb(bytes: Uint8Array): Glb {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER + CHUNK || view.getUint32(0, true) !== MAGIC || view.getUint32(HEADER + 4, true) !== JSON_CHUNK) throw new Error("glb: not one");
  const end = HEADER + CHUNK + view.getUint32(HEADER, true);
  const json: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(HEADER + CHUNK, end)));
  if (!isJson(json)) throw new Error("glb: no description");
  return { json, rest: bytes.subarray(end) };
}

export function writeGlb({ json, rest }: Glb): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(json));
  const padded = Math.ceil(text.length / 4) * 4;
  const bytes = new Uint8Array(HEADER + CHUNK + padded + rest.length);
  const view = new DataView(bytes.buffer);
  const words = [MAGIC, 2, bytes.length, padded, JSON_CHUNK];
  for (const [index, word] of words.entries()) view.setUint32(index * 4, word, true);
  bytes.fill(0x20, HEADER + CHUNK, HEADER + CHUNK + padded);
  bytes.set(text, HEADER + CHUNK);
  bytes.set(rest, HEADER + CHUNK + padded);
  return bytes;
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
