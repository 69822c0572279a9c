/**
 * The socket's messages (docs/PROTOCOL.md 2), both ways: what a client writes, what a server writes, and one reader for
 * both. FRAME is not here but in motion/frame, POSE is written in place: those two go thirty times a second and allocate
 * nothing. Everything else is rare and becomes an object.
 *
 * A reader answers null for what is malformed and `{kind: "unknown"}` for a kind of a later version; it never throws.
 */

import { putU16, putU32, u16At, u32At } from "../motion/bytes";
import { readRecord, RECORD_MAX_BYTES, writeRecord } from "../motion/record";
import {
  KIND_ACK,
  KIND_EVENT,
  KIND_GOODBYE,
  KIND_HELLO,
  KIND_PING,
  KIND_PONG,
  KIND_POSE,
  KIND_PROPOSE,
  KIND_REFUSED,
  KIND_STATE,
  KIND_WELCOME,
} from "./protocol.gen";
import type { Event, Json } from "./state";

export interface Hello {
  readonly version: number;
  readonly epoch: number;
  readonly seq: number;
}

export interface Proposal {
  readonly op: number;
  readonly object: string;
  readonly property: string;
  readonly value: Json;
}

export interface Welcome {
  readonly version: number;
  readonly flags: number;
  readonly slot: number;
  readonly epoch: number;
  /** The head of the log. */
  readonly seq: number;
  readonly lastOp: number;
  readonly tick: number;
  readonly nowMs: number;
  readonly origin: readonly [number, number, number];
  readonly tickHz: number;
  readonly window: number;
}

export type Message =
  | ({ readonly kind: "hello" } & Hello)
  | ({ readonly kind: "propose" } & Proposal)
  | { readonly kind: "ping"; readonly t0: number }
  | { readonly kind: "ack"; readonly tick: number }
  | { readonly kind: "event"; readonly event: Event }
  | { readonly kind: "welcome"; readonly welcome: Welcome }
  | { readonly kind: "state"; readonly seq: number; readonly state: Json }
  | { readonly kind: "pong"; readonly t0: number; readonly nowMs: number }
  | { readonly kind: "refused"; readonly op: number; readonly reason: number }
  | { readonly kind: "goodbye"; readonly reason: number }
  | { readonly kind: "unknown" };

/** Long enough for any POSE. */
export const POSE_MESSAGE_BYTES = 11 + RECORD_MAX_BYTES;

/** Writes a POSE into `bytes` and answers its length. */
export function writePose(seq: number, ackTick: number, captureMs: number, pose: Int32Array, bytes: Uint8Array): number {
  bytes[0] = KIND_POSE;
  putU16(bytes, 1, seq & 0xffff);
  putU32(bytes, 3, ackTick);
  // `>>> 0` takes a whole number modulo 2³², as the field is.
  putU32(bytes, 7, Math.floor(captureMs) >>> 0);
  return writeRecord(pose, bytes, 11);
}

export interface PoseHeader {
  readonly seq: number;
  readonly ackTick: number;
  readonly captureMs: number;
}

/** Reads a POSE; its record goes into `pose`. */
export function readPose(bytes: Uint8Array, pose: Int32Array): PoseHeader | null {
  if (bytes[0] !== KIND_POSE || readRecord(bytes, 11, pose) < 0) return null;
  return { seq: u16At(bytes, 1), ackTick: u32At(bytes, 3), captureMs: u32At(bytes, 7) };
}

export function encodeHello(hello: Hello): Uint8Array<ArrayBuffer> {
  const bytes = message(KIND_HELLO, 10);
  bytes[1] = hello.version;
  putU32(bytes, putU32(bytes, 2, hello.epoch), hello.seq);
  return bytes;
}

export function encodePing(t0: number): Uint8Array<ArrayBuffer> {
  const bytes = message(KIND_PING, 9);
  view(bytes).setFloat64(1, t0, true);
  return bytes;
}

export function encodePong(t0: number, nowMs: number): Uint8Array<ArrayBuffer> {
  const bytes = message(KIND_PONG, 17);
  view(bytes).setFloat64(1, t0, true);
  view(bytes).setFloat64(9, nowMs, true);
  return bytes;
}

export function encodeAck(tick: number): Uint8Array<ArrayBuffer> {
  const bytes = message(KIND_ACK, 5);
  putU32(bytes, 1, tick);
  return bytes;
}

/** Null where a text is longer than its field. */
export function encodePropose(proposal: Proposal): Uint8Array<ArrayBuffer> | null {
  const object = utf8(proposal.object);
  const property = utf8(proposal.property);
  const value = utf8(JSON.stringify(proposal.value));
  if (object.length > 0xff || property.length > 0xff || value.length > 0xffff) return null;
  const bytes = message(KIND_PROPOSE, 9 + object.length + property.length + value.length);
  const at = putText8(bytes, putText8(bytes, putU32(bytes, 1, proposal.op), object), property);
  putText16(bytes, at, value);
  return bytes;
}

/** Null where a text is longer than its field. */
export function encodeEvent(event: Event): Uint8Array<ArrayBuffer> | null {
  const object = utf8(event.object);
  const property = utf8(event.property);
  const value = utf8(JSON.stringify(event.value));
  const previous = utf8(JSON.stringify(event.previous));
  if (object.length > 0xff || property.length > 0xff || Math.max(value.length, previous.length) > 0xffff) return null;
  const bytes = message(KIND_EVENT, 21 + object.length + property.length + value.length + previous.length);
  let at = putU32(bytes, putU32(bytes, 1, event.seq), event.tick);
  at = putU32(bytes, putU16(bytes, at, event.author), event.op);
  at = putText8(bytes, putText8(bytes, at, object), property);
  putText16(bytes, putText16(bytes, at, value), previous);
  return bytes;
}

export function encodeWelcome(welcome: Welcome): Uint8Array<ArrayBuffer> {
  const bytes = message(KIND_WELCOME, 43);
  bytes[1] = welcome.version;
  bytes[2] = welcome.flags;
  let at = putU16(bytes, 3, welcome.slot);
  at = putU32(bytes, putU32(bytes, at, welcome.epoch), welcome.seq);
  at = putU32(bytes, putU32(bytes, at, welcome.lastOp), welcome.tick);
  view(bytes).setFloat64(at, welcome.nowMs, true);
  at += 8;
  for (const mm of welcome.origin) at = putU32(bytes, at, mm);
  bytes[at] = welcome.tickHz;
  bytes[at + 1] = welcome.window;
  return bytes;
}

export function encodeState(seq: number, state: Json): Uint8Array<ArrayBuffer> {
  const json = utf8(JSON.stringify(state));
  const bytes = message(KIND_STATE, 5 + json.length);
  bytes.set(json, putU32(bytes, 1, seq));
  return bytes;
}

export function encodeRefused(op: number, reason: number): Uint8Array<ArrayBuffer> {
  const bytes = message(KIND_REFUSED, 6);
  bytes[putU32(bytes, 1, op)] = reason;
  return bytes;
}

export function encodeGoodbye(reason: number): Uint8Array<ArrayBuffer> {
  const bytes = message(KIND_GOODBYE, 2);
  bytes[1] = reason;
  return bytes;
}

/** Reads any message but POSE and FRAME; null where it is malformed. */
export function readMessage(bytes: Uint8Array): Message | null {
  const from: Fields = { bytes, view: view(bytes), at: 1, ok: bytes.length > 0 };
  const read = from.ok ? readFields(bytes[0] ?? 0, from) : null;
  return from.ok ? read : null;
}

function readFields(kind: number, from: Fields): Message | null {
  switch (kind) {
    case KIND_HELLO:
      return { kind: "hello", version: u8(from), epoch: u32(from), seq: u32(from) };
    case KIND_PROPOSE:
      return { kind: "propose", op: u32(from), object: text(from, u8(from)), property: text(from, u8(from)), value: json(from, u16(from)) };
    case KIND_PING:
      return { kind: "ping", t0: f64(from) };
    case KIND_ACK:
      return { kind: "ack", tick: u32(from) };
    case KIND_EVENT:
      return { kind: "event", event: readEvent(from) };
    case KIND_WELCOME:
      return { kind: "welcome", welcome: readWelcome(from) };
    case KIND_STATE:
      return { kind: "state", seq: u32(from), state: json(from, from.bytes.length - from.at) };
    case KIND_PONG:
      return { kind: "pong", t0: f64(from), nowMs: f64(from) };
    case KIND_REFUSED:
      return { kind: "refused", op: u32(from), reason: u8(from) };
    case KIND_GOODBYE:
      return { kind: "goodbye", reason: u8(from) };
    default:
      return { kind: "unknown" };
  }
}

function readEvent(from: Fields): Event {
  return {
    seq: u32(from),
    tick: u32(from),
    author: u16(from),
    op: u32(from),
    object: text(from, u8(from)),
    property: text(from, u8(from)),
    value: json(from, u16(from)),
    previous: json(from, u16(from)),
  };
}

function readWelcome(from: Fields): Welcome {
  return {
    version: u8(from),
    flags: u8(from),
    slot: u16(from),
    epoch: u32(from),
    seq: u32(from),
    lastOp: u32(from),
    tick: u32(from),
    nowMs: f64(from),
    origin: [u32(from) | 0, u32(from) | 0, u32(from) | 0],
    tickHz: u8(from),
    window: u8(from),
  };
}

/** Fields taken off the front of a message; after the first that is missing `ok` is false and every one is empty. */
interface Fields {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
  ok: boolean;
}

function take(from: Fields, length: number): number {
  const at = from.at;
  if (at + length > from.bytes.length) from.ok = false;
  else from.at += length;
  return at;
}

function u8(from: Fields): number {
  return from.bytes[take(from, 1)] ?? 0;
}

function u16(from: Fields): number {
  return u16At(from.bytes, take(from, 2));
}

function u32(from: Fields): number {
  return u32At(from.bytes, take(from, 4));
}

function f64(from: Fields): number {
  const at = take(from, 8);
  return from.ok ? from.view.getFloat64(at, true) : 0;
}

function text(from: Fields, length: number): string {
  const at = take(from, length);
  return from.ok ? new TextDecoder().decode(from.bytes.subarray(at, at + length)) : "";
}

/** An empty value is null, as the server has it. */
function json(from: Fields, length: number): Json {
  const written = text(from, length);
  if (!from.ok || written === "") return null;
  try {
    const value: Json = JSON.parse(written);
    return value;
  } catch {
    from.ok = false;
    return null;
  }
}

function message(kind: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  bytes[0] = kind;
  return bytes;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function utf8(written: string): Uint8Array {
  return new TextEncoder().encode(written);
}

function putText8(bytes: Uint8Array, at: number, encoded: Uint8Array): number {
  bytes[at] = encoded.length;
  bytes.set(encoded, at + 1);
  return at + 1 + encoded.length;
}

function putText16(bytes: Uint8Array, at: number, encoded: Uint8Array): number {
  const from = putU16(bytes, at, encoded.length);
  bytes.set(encoded, from);
  return from + encoded.length;
}
