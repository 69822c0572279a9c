/**
 * What a designer brings, and what is made of it: each .glb or .zip is a scene of its own; a folder, or a .gltf with the files that it
 * names, travels together as one zip. What macOS and Windows leave in folders stays behind.
 */
import { zipOf } from "./zip";

/** A file, and where in what was brought it lies. */
export interface Found {
  readonly path: string;
  readonly file: File;
}

/** One scene's files, before anything is read. */
export interface Parcel {
  /** What to call the scene, unless somebody knows better. */
  readonly name: string;
  /** What the server is told the file is called. */
  readonly fileName: string;
  readonly files: readonly Found[];
  readonly bytes: number;
}

const RUBBISH = /^(__MACOSX|\.DS_Store|\._.*|Thumbs\.db|ehthumbs\.db|desktop\.ini|\.Spotlight-V100|\.Trashes|\.git|\.svn|node_modules)$/i;

/** Whether it is the computer's and not the designer's. */
export const isRubbish = (path: string) => path.split("/").some((part) => RUBBISH.test(part));

const isModel = (path: string) => /\.(glb|gltf)$/i.test(path);
const isWhole = (path: string) => /\.(glb|zip)$/i.test(path);

/** What was brought, as scenes. Nothing that is not rubbish is left out. */
export function parcelsOf(found: readonly Found[]): readonly Parcel[] {
  const files = found.filter(({ path }) => !isRubbish(path));
  const loose = files.every(({ path }) => !path.includes("/"));
  if (files.length === 0) return [];
  if (files.length === 1 || (loose && files.every(({ path }) => isWhole(path)))) return files.map(alone);
  return [together(files)];
}

function alone(found: Found): Parcel {
  const fileName = lastOf(found.path);
  return { name: nameFromFile(fileName), fileName, files: [found], bytes: found.file.size };
}

function together(files: readonly Found[]): Parcel {
  const top = topFolder(files);
  const models = files.filter(({ path }) => isModel(path));
  const model = models.length === 1 ? models[0] : undefined;
  const called = top || lastOf(model?.path ?? files[0]?.path ?? "");
  return { name: nameFromFile(called), fileName: `${called.replace(/\.\w+$/, "")}.zip`, files, bytes: files.reduce((sum, { file }) => sum + file.size, 0) };
}

/** The folder that everything lies in, or empty. */
function topFolder(files: readonly Found[]): string {
  const [first = ""] = (files[0]?.path ?? "").split("/");
  return files.every(({ path }) => path.startsWith(`${first}/`)) ? first : "";
}

const lastOf = (path: string) => path.split("/").at(-1) ?? path;

/** What travels: the file itself, or a zip of all of them. */
export async function blobOf({ files }: Pick<Parcel, "files">, signal?: AbortSignal): Promise<Blob> {
  const [only, ...more] = files;
  if (only !== undefined && more.length === 0) return only.file;
  return zipOf(files, signal);
}

/** What to call a scene, from what its file is called: `civic-office_v2.glb` is "Civic office v2". */
export function nameFromFile(file: string): string {
  const bare = file.replace(/\.(glb|gltf|zip)$/i, "").replace(/[_\-\s]+/g, " ").trim();
  return (bare.charAt(0).toUpperCase() + bare.slice(1)).slice(0, 100);
}
