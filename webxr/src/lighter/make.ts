/** A scene in, a lighter scene out: bytes to bytes. What draws pictures and what decodes Draco is brought along, so that it runs wherever those are. */
import { Logger, PropertyType, WebIO, type Document } from "@gltf-transform/core";
import { ALL_EXTENSIONS, KHRDracoMeshCompression } from "@gltf-transform/extensions";
import { dedup, prune, unpartition } from "@gltf-transform/functions";
import { MeshoptDecoder, MeshoptEncoder } from "meshoptimizer";
import { figuresOf, foreseen } from "./figures";
import { foreignIn, withForeign } from "./foreign";
import { compress, createForesight, lightenGeometry } from "./geometry";
import { readGlb, writeGlb, type Json } from "./glb";
import { lightenPictures, type Paint } from "./pictures";
import { CannotLighten, means, type Figures, type Step, type Strength } from "./strengths";

export interface Tools {
  readonly paint: Paint;
  /** Only asked for where a scene is compressed with it. */
  readonly draco: () => Promise<unknown>;
}

export interface Lighter {
  readonly file: Uint8Array<ArrayBuffer>;
  readonly before: Figures;
  readonly after: Figures;
}

const known: ReadonlySet<string> = new Set(ALL_EXTENSIONS.map(({ EXTENSION_NAME }) => EXTENSION_NAME));

export async function makeLighter(file: Uint8Array, strength: Strength, tools: Tools, onStep: (step: Step, part: number) => void): Promise<Lighter> {
  const by = means[strength];
  onStep("reading", 0);
  const { json } = open(file);
  const foreign = foreignIn(json, known);
  const io = await ioFor(json, tools);
  const document = await read(io, file);
  const before = figuresOf(document, file.length);
  onStep("triangles", 0);
  await document.transform(dedup({ propertyTypes: [PropertyType.ACCESSOR, PropertyType.TEXTURE], keepUniqueNames: true }));
  await lightenGeometry(document, by, (part) => onStep("triangles", part));
  onStep("pictures", 0);
  await lightenPictures(document, by, tools.paint, (part) => onStep("pictures", part));
  onStep("writing", 0);
  // Meshes, materials and nodes stay even where nothing uses them: their numbers and names may be what somebody else goes by.
  await document.transform(prune({ propertyTypes: [PropertyType.ACCESSOR, PropertyType.TEXTURE], keepLeaves: true, keepSolidTextures: true, keepExtras: true, keepAttributes: true }), unpartition());
  for (const extension of document.getRoot().listExtensionsUsed()) if (extension instanceof KHRDracoMeshCompression) extension.dispose();
  compress(document);
  const written = readGlb(await io.writeBinary(document));
  const names = (json.nodes ?? []).map(({ name }) => name);
  const lighter = writeGlb({ json: withForeign(written.json, foreign, names), rest: written.rest });
  onStep("writing", 1);
  return { file: lighter, before, after: figuresOf(document, lighter.length) };
}

export async function foresee(file: Uint8Array, tools: Pick<Tools, "draco">): Promise<Readonly<Record<Strength, Figures>>> {
  const { json } = open(file);
  foreignIn(json, known);
  const document = await read(await ioFor(json, tools), file);
  return foreseen(document, file.length, await createForesight(document));
}

function open(file: Uint8Array): { readonly json: Json } {
  try {
    return readGlb(file);
  } catch (cause) {
    throw new CannotLighten("unreadable", { cause });
  }
}

async function read(io: WebIO, file: Uint8Array): Promise<Document> {
  try {
    return await io.readBinary(new Uint8Array(file));
  } catch (cause) {
    throw new CannotLighten("unreadable", { cause });
  }
}

async function ioFor({ extensionsUsed }: Json, { draco }: Pick<Tools, "draco">): Promise<WebIO> {
  await Promise.all([MeshoptDecoder.ready, MeshoptEncoder.ready]);
  const packed = extensionsUsed?.includes(KHRDracoMeshCompression.EXTENSION_NAME) === true;
  // What is not understood is kept by foreign.ts; nobody has to read about it on the console.
  return new WebIO().setLogger(new Logger(Logger.Verbosity.SILENT)).registerExtensions(ALL_EXTENSIONS).registerDependencies({
    "meshopt.decoder": MeshoptDecoder,
    "meshopt.encoder": MeshoptEncoder,
    ...(packed ? { "draco3d.decoder": await draco() } : {}),
  });
}
