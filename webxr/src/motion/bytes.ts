/**
 * Reading and writing bytes at an offset, without objects: a value and the offset behind it are two calls, so that the
 * hot paths allocate nothing. Readers answer −1 for what is malformed; they never throw and never loop past the end.
 */

/** The uvarint at `at`, or −1. Values beyond 2⁵³ are malformed: no field is that large. */
export function uvarintAt(bytes: Uint8Array, at: number): number {
  let value = 0;
  let scale = 1;
  for (let i = 0; i < 8; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return -1;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value <= Number.MAX_SAFE_INTEGER ? value : -1;
    scale *= 128;
  }
  return -1;
}

/** The offset behind the uvarint at `at`, which uvarintAt must have accepted. */
export function uvarintEnd(bytes: Uint8Array, at: number): number {
  while ((bytes[at] ?? 0) >= 0x80) at++;
  return at + 1;
}

/** Writes a uvarint and answers the offset behind it. */
export function putUvarint(bytes: Uint8Array, at: number, value: number): number {
  while (value >= 0x80) {
    bytes[at++] = (value % 128) | 0x80;
    value = Math.floor(value / 128);
  }
  bytes[at] = value;
  return at + 1;
}

export function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

export function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

export function u16At(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

export function u32At(bytes: Uint8Array, at: number): number {
  return (u16At(bytes, at) | (u16At(bytes, at + 2) << 16)) >>> 0;
}

export function putU16(bytes: Uint8Array, at: number, value: number): number {
  bytes[at] = value & 0xff;
  bytes[at + 1] = (value >>> 8) & 0xff;
  return at + 2;
}

export function putU32(bytes: Uint8Array, at: number, value: number): number {
  return putU16(bytes, putU16(bytes, at, value & 0xffff), value >>> 16);
}
