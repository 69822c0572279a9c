// A wire that can be cut: a plain TCP relay before the program, so that a lost network is really lost.
import { createServer, connect, type Socket } from "node:net";

export interface Wire {
  readonly url: string;
  cut(): void;
  mend(): void;
  dispose(): Promise<void>;
}

export async function wireTo(target: string): Promise<Wire> {
  const port = Number(new URL(target).port);
  const open = new Set<Socket>();
  let whole = true;
  const relay = createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const far = connect(port, "localhost");
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((ready) => relay.listen(0, "127.0.0.1", ready));
  const address = relay.address();
  if (!address || typeof address !== "object") throw new Error("the relay has no port");
  const drop = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://localhost:${address.port}`,
    cut() {
      whole = false;
      drop();
    },
    mend() {
      whole = true;
    },
    async dispose() {
      drop();
      await new Promise((closed) => relay.close(closed));
    },
  };
}
