/** Who is signed in, as far as this page knows. The cookie itself is the server's; no script can read it. */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { Doors } from "./doors";

export type Account = { readonly kind: "unknown" } | { readonly kind: "out" } | { readonly kind: "in"; readonly name: string };

export interface Keeper {
  readonly account: ReadonlySignal<Account>;
  /** Asks the server who this is. */
  readonly look: () => Promise<void>;
  readonly signIn: (name: string, password: string) => Promise<void>;
  readonly accept: (token: string, name: string, password: string) => Promise<void>;
  readonly signOut: () => Promise<void>;
  /** The server said that nobody is signed in (any more). */
  readonly lost: () => void;
}

export function createKeeper(doors: Pick<Doors, "me" | "signIn" | "accept" | "signOut">): Keeper {
  const account = signal<Account>({ kind: "unknown" });
  const isIn = ({ name }: { readonly name: string }) => {
    account.value = { kind: "in", name };
  };
  const lost = () => {
    account.value = { kind: "out" };
  };
  return {
    account,
    look: () => doors.me().then(isIn, lost),
    signIn: async (name, password) => isIn(await doors.signIn(name, password)),
    accept: async (token, name, password) => isIn(await doors.accept(token, name, password)),
    async signOut() {
      await doors.signOut();
      lost();
    },
    lost,
  };
}
