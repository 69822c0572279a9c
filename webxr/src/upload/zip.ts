/**
 * Several files as one zip, without holding any of them: the zip is a Blob made of a few bytes of our own between the
 * designer's files themselves, which stay on their disk until they are sent. Nothing is compressed (what is inside mostly is
 * already, and the wire does not care), the names are sorted and the date is fixed, so the same files make the same zip.
 *
 * Why not a library: those there are write a stream, which the browser would have to keep somewhere whole before the first byte
 * can be sent, and once more for going on after a reload. Layout: APPNOTE.TXT 4.3, PKWARE.
 */
import { crcOf } from "./crc";

export interface Entry {
  /** With slashes between folders. */
  readonly path: string;
  readonly file: Blob;
}

/** Without the 64-bit extension, which no scene that fits a headset needs. */
export const MOST_BYTES = 0xffff_ffff;
export const MOST_FILES = 0xffff;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const NAMES_ARE_UTF8 = 0x0800;
/** The first of January 1980, at which the calendar of zips begins. */
const DATE = (0 << 9) | (1 << 5) | 1;

export async function zipOf(entries: readonly Entry[], signal?: AbortSignal): Promise<Blob> {
  const sorted = [...entries].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const bytes = sorted.reduce((sum, { file }) => sum + file.size, 0);
  if (sorted.length > MOST_FILES || bytes > MOST_BYTES) throw new RangeError(`zip: ${sorted.length} files of ${bytes} bytes are too many`);
  const parts: BlobPart[] = [];
  const directory: BlobPart[] = [];
  let at = 0;
  let length = 0;
  for (const { path, file } of sorted) {
    const name = new TextEncoder().encode(path);
    const shared = commonOf(name.length, file.size, await crcOf(file, signal));
    const local = record(4 + shared.length, LOCAL, shared);
    const entry = record(46, CENTRAL, [...u16(VERSION), ...shared, ...u16(0), ...u16(0), ...u16(0), ...u32(0), ...u32(at)]);
    parts.push(local, name, file);
    directory.push(entry, name);
    at += local.length + name.length + file.size;
    length += entry.length + name.length;
  }
  const count = u16(sorted.length);
  const end = record(22, END, [...u16(0), ...u16(0), ...count, ...count, ...u32(length), ...u32(at), ...u16(0)]);
  return new Blob([...parts, ...directory, end], { type: "application/zip" });
}

/** What an entry's own header and the directory both say: version, flags, method (stored), time, date, CRC, sizes, lengths of name and extra. */
function commonOf(name: number, size: number, crc: number): number[] {
  return [...u16(VERSION), ...u16(NAMES_ARE_UTF8), ...u16(0), ...u16(0), ...u16(DATE), ...u32(crc), ...u32(size), ...u32(size), ...u16(name), ...u16(0)];
}

function record(length: number, signature: number, fields: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  bytes.set(u32(signature));
  bytes.set(fields, 4);
  return bytes;
}

const u16 = (value: number) => [value & 0xff, (value >>> 8) & 0xff];
const u32 = (value: number) => [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff];
