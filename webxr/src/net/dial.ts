/** The WebSocket as the rest of net sees it: bytes in, bytes out, and its end. */

import { SUBPROTOCOL } from "../log/protocol.gen";

export interface Wire {
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(): void;
  /** Bytes that have not left yet. */
  readonly buffered: number;
}

/** Who hears of it, never before the dialling has returned. After `closed`, nothing more. */
export interface WireEnd {
  opened(): void;
  received(bytes: Uint8Array): void;
  closed(): void;
}

export type Dial = (ticket: string, end: WireEnd) => Wire;

/** The ticket travels as a subprotocol: it is the only header that a page may set, and it is in no address and no log. */
export const dial: Dial = (ticket, end) => {
  const address = `${location.origin.replace(/^http/, "ws")}/api/socket`;
  const socket = new WebSocket(address, [SUBPROTOCOL, `ticket.${ticket}`]);
  socket.binaryType = "arraybuffer";
  socket.onopen = () => end.opened();
  socket.onclose = () => end.closed();
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data instanceof ArrayBuffer) end.received(new Uint8Array(data));
  };
  return {
    send: (bytes) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(bytes);
    },
    close: () => socket.close(),
    get buffered() {
      return socket.bufferedAmount;
    },
  };
};

/** The page, as far as a connection cares: whether anybody looks at it, and when it is worth trying again. */
export interface Page {
  hidden(): boolean;
  /** Calls when the network came back or the page came to sight; answers how to stop. */
  onWake(wake: () => void): () => void;
}

export const page: Page = {
  hidden: () => typeof document !== "undefined" && document.visibilityState === "hidden",
  onWake(wake) {
    if (typeof document === "undefined") return () => undefined;
    const stop = new AbortController();
    const visible = () => {
      if (document.visibilityState === "visible") wake();
    };
    addEventListener("online", wake, { signal: stop.signal });
    addEventListener("pageshow", ({ persisted }) => persisted && wake(), { signal: stop.signal });
    document.addEventListener("visibilitychange", visible, { signal: stop.signal });
    return () => stop.abort();
  },
};
