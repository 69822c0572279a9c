/**
 * Watching a replay, without a page: what plays, whom one follows, which view, what has just happened. The components
 * show its signals and call its methods; the page's frame loop calls `tick` and reads whom to look at.
 *
 * The clock itself is plain (`transport.ts`) because it changes in every frame; signals carry what changes a page.
 */
import { batch, computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Command } from "./keys";
import { firstArrivalMs, marksBy, nextMark, previousMark, type Mark } from "./marks";
import type { Place } from "./place";
import { createTransport, type Transport } from "./transport";

export type CameraView = "behind" | "eyes" | "free";
export type Tab = "plan" | "people" | "events" | "places";

/** Somebody as the player knows them at a moment. */
export interface Person {
  readonly slot: number;
  readonly name: string;
  readonly colour: string;
  readonly away: boolean;
  /** Whether there is movement to show: not of someone who takes part without a body, nor of someone who said no. */
  readonly track: "kept" | "none" | "refused";
  readonly notes: readonly string[];
}

export interface ClockState {
  readonly playing: boolean;
  readonly waiting: boolean;
  readonly speed: number;
  readonly atEdge: boolean;
  readonly running: boolean;
  readonly endMs: number;
  /** Standing at the end of a finished session. */
  readonly ended: boolean;
  /** It has been played or moved since it was opened: it needs no large sign any more. */
  readonly started: boolean;
}

export interface Viewing {
  readonly transport: Transport;
  /** The clock's state, whenever something other than the passing of time changes it. */
  readonly state: ReadonlySignal<ClockState>;
  /** Session time; changes in every frame while playing. */
  readonly ms: ReadonlySignal<number>;
  /** Whole seconds of it, for words. */
  readonly second: ReadonlySignal<number>;
  readonly marks: ReadonlySignal<readonly Mark[]>;
  /** How many of the marks have happened. */
  readonly happened: ReadonlySignal<number>;
  /** Marks that have just passed while playing, for captions and for reading out. */
  readonly passed: ReadonlySignal<readonly Mark[]>;
  /** Who is in the session now. */
  readonly people: Signal<readonly Person[]>;
  readonly followed: ReadonlySignal<number | null>;
  readonly view: ReadonlySignal<CameraView>;
  /** On a wide page the plan is always in sight and no tab; the people are then first. */
  readonly tab: Signal<Tab>;
  readonly planShown: Signal<boolean>;
  readonly keysShown: Signal<boolean>;
  /** A sentence for the person in front of the page, said once. */
  readonly notice: Signal<string>;
  /** Whom the camera looks at: who is followed if they are here, else somebody who is. */
  target(): number | null;
  follow(slot: number): void;
  look(view: CameraView): void;
  run(command: Command): void;
  /** The scene has come: plays by itself, a running session at its edge, unless the watcher has already played or moved. */
  begin(): void;
  /** Once a frame. */
  tick(frameMs: number, ready: boolean): void;
  grow(marks: readonly Mark[], endMs: number, running: boolean): void;
  place(): Place;
  goTo(place: Place): void;
}

export interface ViewingOptions {
  marks: readonly Mark[];
  endMs: number;
  running: boolean;
  start: Place;
  copyLink(): void;
}

export function createViewing(options: ViewingOptions): Viewing {
  return new Watching(options);
}

class Watching implements Viewing {
  readonly transport: Transport;
  readonly state: Signal<ClockState>;
  readonly ms: Signal<number>;
  readonly second = computed(() => Math.floor(this.ms.value / 1000));
  readonly marks: Signal<readonly Mark[]>;
  readonly happened = computed(() => marksBy(this.marks.value, this.ms.value));
  readonly passed = signal<readonly Mark[]>([]);
  readonly people = signal<readonly Person[]>([]);
  readonly followed: Signal<number | null>;
  readonly view: Signal<CameraView>;
  readonly tab = signal<Tab>("plan");
  readonly planShown = signal(true);
  readonly keysShown = signal(false);
  readonly notice = signal("");
  private readonly here = computed(() => this.people.value.filter((person) => person.track === "kept"));
  /** The view to which one comes back from the free one. */
  private following: Exclude<CameraView, "free">;

  constructor(private readonly options: ViewingOptions) {
    const { marks, endMs, running, start } = options;
    this.transport = createTransport({ endMs, running, startMs: start.ms ?? firstArrivalMs(marks) });
    this.state = signal(stateOf(this.transport));
    this.ms = signal(this.transport.ms);
    this.marks = signal(marks);
    this.followed = signal(start.follow ?? null);
    this.following = start.eyes ? "eyes" : "behind";
    this.view = signal<CameraView>(this.following);
    this.transport.onChange(() => {
      batch(() => {
        this.state.value = stateOf(this.transport);
        this.ms.value = this.transport.ms;
      });
    });
  }

  target(): number | null {
    const here = this.here.value;
    const chosen = here.find((person) => person.slot === this.followed.value);
    return (chosen ?? here.find((person) => !person.away) ?? here[0])?.slot ?? null;
  }

  follow(slot: number): void {
    batch(() => {
      this.followed.value = slot;
      if (this.view.value === "free") this.look(this.following);
    });
  }

  look(view: CameraView): void {
    if (view !== "free") this.following = view;
    this.view.value = view;
  }

  run(command: Command): void {
    const { transport, marks, view } = this;
    switch (command.kind) {
      case "toggle":
        return transport.toggle();
      case "nudge":
        return transport.nudge(command.byMs);
      case "start":
        return transport.seek(0);
      case "end":
        return transport.running ? transport.followEdge() : transport.seek(transport.endMs);
      case "faster":
        return transport.faster();
      case "slower":
        return transport.slower();
      case "nextMark":
        return this.jumpTo(nextMark(marks.value, transport.ms));
      case "previousMark":
        return this.jumpTo(previousMark(marks.value, transport.ms, transport.playing));
      case "followNext":
        return this.followNext();
      case "firstPerson":
        return this.look(view.value === "eyes" ? "behind" : "eyes");
      case "freeCamera":
        return this.look(view.value === "free" ? this.following : "free");
      case "copyLink":
        return this.options.copyLink();
      case "events":
        this.tab.value = "events";
        return;
      case "plan":
        this.planShown.value = !this.planShown.value;
        return;
      case "shortcuts":
        this.keysShown.value = !this.keysShown.value;
        return;
    }
  }

  begin(): void {
    const { transport, options } = this;
    if (transport.started) return;
    if (transport.running && options.start.ms === undefined) transport.followEdge();
    else transport.play();
  }

  tick(frameMs: number, ready: boolean): void {
    const before = this.transport.ms;
    this.transport.advance(frameMs, ready);
    if (this.transport.ms === before) return;
    this.ms.value = this.transport.ms;
    const marks = this.marks.value;
    const first = marksBy(marks, before);
    const last = marksBy(marks, this.transport.ms);
    if (last > first) this.passed.value = marks.slice(first, last);
  }

  grow(marks: readonly Mark[], endMs: number, running: boolean): void {
    batch(() => {
      if (marks.length !== this.marks.value.length || marks.at(-1)?.seq !== this.marks.value.at(-1)?.seq) this.marks.value = marks;
      this.transport.grow(endMs, running);
    });
  }

  place(): Place {
    const slot = this.followed.value ?? this.target();
    return {
      ms: this.transport.ms,
      ...(slot === null ? {} : { follow: slot }),
      ...(this.view.value === "eyes" ? { eyes: true } : {}),
    };
  }

  goTo(place: Place): void {
    batch(() => {
      if (place.ms !== undefined) this.transport.seek(place.ms);
      if (place.follow !== undefined) this.followed.value = place.follow;
      if (place.eyes !== undefined) this.look("eyes");
    });
  }

  private followNext(): void {
    const slots = this.here.value.map((person) => person.slot);
    const next = slots[(slots.indexOf(this.target() ?? -1) + 1) % Math.max(1, slots.length)];
    if (next !== undefined) this.follow(next);
  }

  private jumpTo(mark: Mark | undefined): void {
    if (mark) this.transport.seek(mark.ms);
  }
}

const stateOf = (clock: Transport): ClockState => ({
  playing: clock.playing,
  waiting: clock.waiting,
  speed: clock.speed,
  atEdge: clock.atEdge,
  running: clock.running,
  endMs: clock.endMs,
  ended: !clock.running && clock.ms >= clock.endMs,
  started: clock.started,
});
