/** CRC-32 as zips keep it (ISO 3309), of a file that is read in pieces and never held whole. */

const TABLE = tableOf(0xedb88320);

/** Goes on from `before`, the CRC of what came earlier; 0 at the beginning. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let rest = ~before;
  for (const byte of bytes) rest = (TABLE[(rest ^ byte) & 0xff] ?? 0) ^ (rest >>> 8);
  return ~rest >>> 0;
}

/** A piece is large enough that reading it costs more than asking for it. */
const PIECE = 1024 * 1024;

export async function crcOf(file: Blob, signal?: AbortSignal): Promise<number> {
  let crc = 0;
  for (let at = 0; at < file.size; at += PIECE) {
    signal?.throwIfAborted();
    crc = crc32(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()), crc);
  }
  return crc;
}

function tableOf(polynomial: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    return value >>> 0;
  });
}
