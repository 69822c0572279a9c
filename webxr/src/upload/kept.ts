/**
 * Uploads that are not finished, kept by the browser so that a page which is loaded again goes on by itself: what each is
 * for, what the server calls it, and the file. Where the browser keeps no file (private windows, a full disk), the rest is kept, and
 * the same file is asked for. In IndexedDB, which keeps a Blob on the disk and takes it from there in pieces.
 */

export interface Kept<P> {
  readonly id: string;
  readonly purpose: P;
  readonly fileName: string;
  readonly size: number;
  /** CRC-32 of the file: another file under the same name is not the same file. */
  readonly crc: number;
  /** The server's name of the upload, once it has one. */
  readonly upload: string;
  /** The server was asked to make a scene of it; whether it heard is not known. */
  readonly asked: boolean;
}

export interface Keeping<P> {
  /** Whether the file itself could be kept as well. */
  keep(kept: Kept<P>, file: Blob): Promise<boolean>;
  change(kept: Kept<P>): Promise<void>;
  all(): Promise<readonly Kept<P>[]>;
  file(id: string): Promise<Blob | null>;
  forget(id: string): Promise<void>;
}

const NAME = "rehearsal-uploads";
const RECORDS = "uploads";
const FILES = "files";

/** A browser that keeps nothing is no obstacle: the upload then lasts as long as the page. */
export function createKeeping<P>(isPurpose: (value: unknown) => value is P, factory: IDBFactory | undefined = globalThis.indexedDB): Keeping<P> {
  const opened = lazily(() => open(factory));
  const write = async (store: string, act: (store: IDBObjectStore) => void) => {
    const database = await opened();
    const transaction = database.transaction(store, "readwrite", { durability: "relaxed" });
    act(transaction.objectStore(store));
    await new Promise<void>((done, failed) => {
      transaction.oncomplete = () => done();
      transaction.onabort = () => failed(transaction.error ?? new Error("uploads: not kept"));
    });
  };
  return {
    async keep(kept, file) {
      if (!(await succeeded(write(RECORDS, (store) => store.put(kept))))) return false;
      return succeeded(write(FILES, (store) => store.put(file, kept.id)));
    },
    async change(kept) {
      await succeeded(write(RECORDS, (store) => store.put(kept)));
    },
    async all() {
      const found = await read(opened, RECORDS, (store) => store.getAll()).catch(() => []);
      return Array.isArray(found) ? found.filter((one): one is Kept<P> => isKept(one) && isPurpose(one.purpose)) : [];
    },
    async file(id) {
      const found = await read(opened, FILES, (store) => store.get(id)).catch(() => null);
      return found instanceof Blob ? found : null;
    },
    async forget(id) {
      await succeeded(write(RECORDS, (store) => store.delete(id)));
      await succeeded(write(FILES, (store) => store.delete(id)));
    },
  };
}

const succeeded = (work: Promise<void>) => work.then(() => true, () => false);

async function read(opened: () => Promise<IDBDatabase>, name: string, ask: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  const request = ask((await opened()).transaction(name).objectStore(name));
  return new Promise((give, refuse) => {
    request.onsuccess = () => give(request.result);
    request.onerror = () => refuse(request.error ?? new Error("uploads: not read"));
  });
}

function open(factory: IDBFactory | undefined): Promise<IDBDatabase> {
  return new Promise((give, refuse) => {
    if (!factory) {
      refuse(new Error("uploads: this browser keeps nothing"));
      return;
    }
    const request = factory.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(RECORDS, { keyPath: "id" });
      request.result.createObjectStore(FILES);
    };
    request.onsuccess = () => give(request.result);
    request.onerror = () => refuse(request.error ?? new Error("uploads: not opened"));
    request.onblocked = () => refuse(new Error("uploads: another page holds an older form"));
  });
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

function isKept(value: unknown): value is Kept<unknown> {
  if (typeof value !== "object" || value === null) return false;
  const is = (key: keyof Kept<unknown>, type: string) => typeof Reflect.get(value, key) === type;
  return is("id", "string") && is("fileName", "string") && is("upload", "string") && is("size", "number") && is("crc", "number") && is("asked", "boolean");
}
