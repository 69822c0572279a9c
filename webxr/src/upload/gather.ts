/** The files that were dropped or picked, folders and all, each with its path. */
import type { Found } from "./parcel";

/** A scene is some hundreds of files at most; more is somebody's whole desktop. */
export const MOST_FOUND = 5000;
const DEEPEST = 32;

/** Somebody brought more than a scene could be. */
export class TooManyFiles extends Error {
  override readonly name = "TooManyFiles";
}

/** What a picker gives: with its folder where a folder was picked. */
export function foundIn(files: Iterable<File>): readonly Found[] {
  const found = [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  if (found.length > MOST_FOUND) throw new TooManyFiles();
  return found;
}

/** What hangs over the page when it is let go. Must be called while the event is handled: afterwards the browser forgets. */
export async function foundInDrop(data: DataTransfer): Promise<readonly Found[]> {
  const items = [...data.items].filter(({ kind }) => kind === "file");
  const entries = items.map((item) => item.webkitGetAsEntry());
  const plain = foundIn(data.files);
  if (entries.every((entry) => entry === null || entry.isFile)) return plain;
  const found: Found[] = [];
  for (const entry of entries) if (entry) await collect(entry, found, 0);
  return found;
}

async function collect(entry: FileSystemEntry, into: Found[], depth: number): Promise<void> {
  if (into.length >= MOST_FOUND || depth > DEEPEST) throw new TooManyFiles();
  if (isFile(entry)) into.push({ path: entry.fullPath.replace(/^\//, ""), file: await fileOf(entry) });
  if (isFolder(entry)) for (const child of await childrenOf(entry)) await collect(child, into, depth + 1);
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((give, refuse) => entry.file(give, refuse));

/** A reader gives a hundred at a time and must be asked until it gives none. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((give, refuse) => reader.readEntries(give, refuse));
    if (some.length === 0) return children;
    children.push(...some);
    if (children.length > MOST_FOUND) throw new TooManyFiles();
  }
}
