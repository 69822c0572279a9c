/**
 * Taking a seat, without a page: at most three screens (code, before you go in, name). What it needs of the world comes in as
 * `Doors`; what it shows is signals. Nothing about a person is kept before they go in.
 */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { AccessMode, Device } from "../device";
import { problemName, sayProblem } from "../problem";
import { language, t } from "../../text/index";

export interface Welcome {
  readonly title: string;
  readonly organisation: string;
  readonly scene: string;
  readonly offeredName: string;
}

export interface Request {
  readonly code: string;
  readonly name: string;
  readonly recorded: boolean;
  readonly language: string;
  readonly mode: AccessMode;
}

export interface KeptSeat {
  readonly name: string;
  readonly title: string;
}

export interface Doors {
  readonly lookUp: (code: string) => Promise<Welcome>;
  /** Takes the seat and keeps it where the visit finds it. */
  readonly join: (request: Request) => Promise<void>;
  /** The seat this tab already has in a session that is still open. */
  readonly keptSeat: () => Promise<KeptSeat | null>;
  readonly visit: () => void;
}

export type Screen =
  | { readonly kind: "looking" }
  | { readonly kind: "kept"; readonly seat: KeptSeat; readonly code: string }
  | { readonly kind: "code"; readonly typed: string }
  | { readonly kind: "before"; readonly code: string; readonly welcome: Welcome }
  | { readonly kind: "name"; readonly code: string; readonly welcome: Welcome; readonly recorded: boolean };

export interface Joining {
  readonly screen: ReadonlySignal<Screen>;
  readonly trouble: ReadonlySignal<string | null>;
  readonly busy: ReadonlySignal<boolean>;
  readonly device: Device;
  /** Begins with the code of the address, which may be none. */
  readonly begin: (code: string) => Promise<void>;
  readonly enter: (code: string) => Promise<void>;
  readonly decide: (recorded: boolean) => void;
  readonly reconsider: () => void;
  readonly goIn: (name: string) => Promise<void>;
  readonly goBackIn: () => void;
}

export const NAME_MOST = 40;

export function createJoining(doors: Doors, device: Device): Joining {
  const screen = signal<Screen>({ kind: "looking" });
  const trouble = signal<string | null>(null);
  const busy = signal(false);

  // One thing at a time: a second press while the first is under way does nothing.
  const attempt = async (work: () => Promise<void>, failed: (failure: unknown) => void) => {
    if (busy.value) return;
    busy.value = true;
    trouble.value = null;
    try {
      await work();
    } catch (failure) {
      failed(failure);
      trouble.value = sayProblem(failure);
    } finally {
      busy.value = false;
    }
  };

  const enter = (code: string) =>
    attempt(
      async () => {
        const welcome = await doors.lookUp(code);
        screen.value = { kind: "before", code, welcome };
      },
      () => {
        screen.value = { kind: "code", typed: code };
      },
    );

  const begin = async (code: string) => {
    const seat = await doors.keptSeat().catch(() => null);
    if (seat !== null) screen.value = { kind: "kept", seat, code };
    else if (code === "") screen.value = { kind: "code", typed: "" };
    else await enter(code);
  };

  const goIn = async (typed: string) => {
    const now = screen.value;
    const name = typed.trim().replace(/\s+/gu, " ");
    if (now.kind !== "name") return;
    if (name === "" || name.length > NAME_MOST) {
      trouble.value = name === "" ? t("join.name.empty") : t("join.name.long", { most: NAME_MOST });
      return;
    }
    await attempt(
      async () => {
        await doors.join({ code: now.code, name, recorded: now.recorded, language: language(), mode: device.mode });
        doors.visit();
      },
      (failure) => {
        if (closedMeanwhile(failure)) screen.value = { kind: "code", typed: now.code };
      },
    );
  };

  return {
    screen,
    trouble,
    busy,
    device,
    begin,
    enter,
    decide(recorded) {
      const now = screen.value;
      trouble.value = null;
      if (now.kind === "before") screen.value = { ...now, kind: "name", recorded };
    },
    reconsider() {
      const now = screen.value;
      trouble.value = null;
      if (now.kind === "name") screen.value = { kind: "before", code: now.code, welcome: now.welcome };
    },
    goIn,
    goBackIn: () => doors.visit(),
  };
}

const closedMeanwhile = (failure: unknown) => ["unknown-code", "session-ended"].includes(problemName(failure));
