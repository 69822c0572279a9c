/** Listeners by kind. One that throws does not keep the others from hearing; its error surfaces on its own. */

export type Listener = (...told: never[]) => void;

export interface Listeners<T extends { [K in keyof T]: Listener }> {
  subscribe<K extends keyof T>(kind: K, listener: T[K]): () => void;
  tell<K extends keyof T>(kind: K, ...told: Parameters<T[K]>): void;
}

export function createListeners<T extends { [K in keyof T]: Listener }>(): Listeners<T> {
  const byKind = new Map<keyof T, Set<Listener>>();
  return {
    subscribe(kind, listener) {
      const set = byKind.get(kind) ?? new Set<Listener>();
      byKind.set(kind, set);
      set.add(listener);
      return () => void set.delete(listener);
    },
    tell(kind, ...told) {
      for (const listener of byKind.get(kind) ?? []) {
        try {
          listener(...(told as never[]));
        } catch (error) {
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
  };
}
