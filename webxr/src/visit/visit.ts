// A visit: one seat, its log, its connection, and the view of its scene. This is where the rooms meet; each of them knows only
// its own part. Losing the network, the third dimension or the headset loses that part alone.
import { batch, signal } from "@preact/signals";
import { participantObject } from "../log/state";
import type { Mode } from "../log/state";
import { ask, createApi } from "../net/api";
import type { Seat } from "../net/api";
import { forgetSeat } from "../net/seat";
import { listed, onLanguage, t } from "../text/index";
import { createLetters } from "../ui/letters";
import { lookAtDevice } from "../ui/device";
import { createAnnouncer } from "../ui/visit/announcer";
import type { Kind } from "../ui/visit/announcer";
import type { Invitation, PanelName, PersonLine, SceneState, Visiting, VrState } from "../ui/visit/visiting";
import { immersionSupport } from "../xr/immersion";
import { createStick } from "../xr/stick";
import { createInner } from "./inner";
import type { Inner } from "./inner";
import { linesOf, newsIn } from "./lines";
import { createPlanParts, goToPerson } from "./places";
import { createShortcuts } from "./shortcuts";
import { createSpeech } from "./speech";
import type { Speech } from "./speech";
import { openView } from "./view";
import type { View } from "./view";

export interface Visit {
  readonly visiting: Visiting;
  /** What a test may look at. */
  readonly inner: Inner;
}

const HINT_MS = 5000;
const FIRST_HINT_MS = 9000;
const NOTICE_SECONDS = 5;
const BREAK_SECONDS = 20;
/** More names than this are a number. */
const MOST_NAMES = 4;
const BREAKS: Readonly<Record<number, string>> = { 20: "visit.vr.break20", 30: "visit.vr.break30" };

export function createVisit(seat: Seat): Visit {
  const inner = createInner(seat);
  const { log, line, view, connection } = inner;
  const canvas = createCanvas();
  const stick = createStick();
  const me = participantObject(seat.slot);
  const words = createWords(view);
  const crowd = createCrowd(inner, (text) => words.say(text));
  const scene = signal<SceneState>({ kind: "loading", share: NaN });
  const vr = signal<VrState>({ kind: "checking" });
  const panel = signal<PanelName | null>(null);
  const letters = createLetters();
  const bookmark = createBookmark(inner);
  const invitation = signal<Invitation | "failed" | null>(null);
  const leaving = signal(false);
  const resting = lookAtDevice().mode;

  const open = async () => {
    scene.value = { kind: "loading", share: NaN };
    view.now = await openView({
      ...inner, canvas, stick,
      letters: () => letters.peek(),
      scene: (state) => { scene.value = state; },
      vr: (kind) => {
        vr.value = { kind };
        line.propose(me, "mode", kind === "inside" ? "headset" : resting);
      },
      refused: () => words.hint(t("visit.cannotStand")),
      pose: (ints, ms) => line.sendPose(ints, ms),
      wake: () => line.wake(),
      minutesInside: (minutes) => words.inside(minutes),
      bare: () => words.bare(),
    });
    if (view.now) {
      view.now.rest(connection.peek().kind === "ended");
      words.hint(t(`visit.hint.${matchMedia("(pointer: coarse)").matches ? "phone" : "desktop"}`), FIRST_HINT_MS);
    }
  };

  const visiting: Visiting = {
    title: seat.title, name: seat.name, facilitator: seat.role === "facilitator",
    canvas, stick: stick.element, plan: createPlanParts(inner, words.hint, panel),
    connection, scene, vr, people: crowd.people, hand: crowd.hand, recorded: crowd.recorded,
    said: words.said, hint: words.shown, marking: bookmark.marking, invitation, panel, leaving, letters,
    raiseHand: () => void line.propose(me, "hand", !crowd.hand.peek()),
    record: () => void line.propose(me, "recorded", !crowd.recorded.peek()),
    mark: () => bookmark.mark(), label: (text) => bookmark.label(text),
    goToPerson: (slot) => goToPerson(inner, slot, words.hint),
    enterOrLeave: () => void enterOrLeave(inner, vr, words.hint),
    leave() {
      leaving.value = false;
      void line.leave().then(() => forgetSeat());
    },
    takeBack: () => line.reconnect(),
    again: () => void open(),
    open(name) {
      panel.value = panel.peek() === name ? null : name;
      words.clear();
      if (name === "invite" && panel.peek() === "invite") {
        void findInvitation(seat.session, invitation);
      }
    },
  };
  tellOfConnection(inner, words.speech);
  endings(inner, visiting);
  takeMode(inner, resting);
  shortcuts(visiting);
  watchForHeadsets(vr, view);
  log.subscribe("refused", () => words.hint(t("visit.refused")));
  void open();
  return { visiting, inner };
}

function createCanvas(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  const name = () => canvas.setAttribute("aria-label", t("visit.canvas"));
  onLanguage(name);
  name();
  return canvas;
}

/** What is said: aloud, as a toast, or in front of the eyes of somebody in a headset. */
function createWords(view: { readonly now: View | null }) {
  const said = signal("");
  const shown = signal<string | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const speech = createSpeech((text, seconds) => view.now?.say(text, seconds));
  const hint = (text: string, ms = HINT_MS) => {
    clearTimeout(timer);
    shown.value = text;
    timer = setTimeout(() => { shown.value = null; }, ms);
    speech.say(text, ms / 1000);
  };
  return {
    said, shown, hint, speech,
    clear() {
      shown.value = null;
    },
    say(text: string) {
      said.value = text;
      speech.say(text, NOTICE_SECONDS);
    },
    inside(minutes: number) {
      const words = BREAKS[minutes];
      if (minutes === 0) {
        speech.begin();
        speech.greet(t("visit.vr.hello"), FIRST_HINT_MS / 1000);
      } else if (words) {
        speech.say(t(words), BREAK_SECONDS);
      }
    },
    bare() {
      speech.greet(t("visit.vr.bare"), FIRST_HINT_MS / 1000);
    },
  };
}

/** The people as the overlay shows them, and what is said of their coming and going. */
function createCrowd({ log, seat }: Inner, say: (text: string) => void) {
  const people = signal<readonly PersonLine[]>([]);
  const hand = signal(false);
  const recorded = signal(seat.recorded);
  const refresh = () => batch(() => {
    people.value = linesOf(log.participants(), seat.slot);
    const own = people.value.find((person) => person.self);
    hand.value = own?.hand ?? false;
    recorded.value = own?.recorded ?? seat.recorded;
  });
  const announcer = createAnnouncer((kind, slots) => say(sentence(kind, slots.map((slot) => log.participants().find((person) => person.slot === slot)?.name ?? ""))));
  log.subscribe("change", refresh);
  log.subscribe("reset", refresh);
  log.subscribe("event", (event) => {
    const news = newsIn(event, seat.slot);
    if (news) {
      announcer.hear(news.kind, news.slot);
    }
  });
  return { people, hand, recorded };
}

function sentence(kind: Kind, names: readonly string[]): string {
  const count = names.length;
  const list = count > MOST_NAMES ? t("visit.said.many", { count }) : listed(names);
  return t(`visit.said.${kind}`, { count, names: list });
}

/** A bookmark is made at once, so that the moment is right; a word for it may follow. */
function createBookmark({ line, log, seat }: Inner) {
  const marking = signal(false);
  let made = "";
  return {
    marking,
    mark() {
      if (seat.role !== "facilitator") {
        return;
      }
      const op = line.bookmark("");
      if (op !== 0) {
        made = `bookmark:${log.slot}-${op}`;
        marking.value = true;
      }
    },
    label(words: string) {
      const text = words.trim();
      if (text !== "" && made !== "") {
        line.propose(made, "label", text);
      }
      marking.value = false;
    },
  };
}

async function enterOrLeave({ view }: Inner, vr: { value: VrState }, hint: (text: string) => void): Promise<void> {
  const immersion = view.now?.immersion;
  if (!immersion || vr.value.kind === "no") {
    return;
  }
  try {
    await (immersion.xrSession ? immersion.leave() : immersion.enter());
  } catch {
    hint(t("visit.vrFailed"));
  }
}

async function findInvitation(session: string, found: { value: Invitation | "failed" | null }): Promise<void> {
  try {
    const { code, joinUrl } = await ask(createApi().GET("/api/sessions/{session}", { params: { path: { session } } }));
    found.value = { code, link: joinUrl };
  } catch {
    found.value = "failed";
  }
}

/** In a headset there is no header to read it in. */
function tellOfConnection({ connection }: Inner, speech: Speech): void {
  connection.subscribe(({ kind }) => {
    if (kind === "resuming") {
      speech.under(t("visit.status.resuming"));
    } else if (kind === "live") {
      speech.under(null, t("visit.status.live"));
    }
  });
}

const OVER = new Set(["closed", "seat", "removed"]);

/** When it is over the picture stops, what lies over it goes, and the headset is let go. Taken back, it goes on. */
function endings({ connection, view }: Inner, visiting: Visiting): void {
  connection.subscribe((now) => {
    view.now?.rest(now.kind === "ended");
    if (now.kind === "ended") {
      visiting.panel.value = null;
      visiting.leaving.value = false;
      visiting.label("");
      void view.now?.immersion.leave();
      if (OVER.has(now.reason)) {
        forgetSeat();
      }
    }
  });
}

/** How one takes part while not in VR, as the log should know it: a page may be dropped while it says something else. */
function takeMode({ connection, line, log, seat }: Inner, mode: Mode): void {
  let taken = false;
  connection.subscribe(({ kind }) => {
    if (kind === "live" && !taken) {
      taken = true;
      if (log.participants().find(({ slot }) => slot === seat.slot)?.mode !== mode) {
        line.propose(participantObject(seat.slot), "mode", mode);
      }
    }
  });
}

function shortcuts(visiting: Visiting): void {
  const staff = visiting.facilitator ? { b: () => visiting.mark(), i: () => visiting.open("invite") } : {};
  createShortcuts(() => visiting.letters.peek() && visiting.connection.peek().kind !== "ended", {
    h: () => visiting.raiseHand(), p: () => visiting.open("people"), m: () => visiting.open("places"), "?": () => visiting.open("help"),
    v: () => visiting.enterOrLeave(), ...staff,
  });
}

/** A headset may be plugged in, or woken, after the page was opened. */
function watchForHeadsets(vr: { value: VrState }, view: { readonly now: View | null }): void {
  const look = async () => {
    const support = await immersionSupport();
    if (vr.value.kind !== "inside") {
      vr.value = support.kind === "yes" ? { kind: view.now?.immersion.xrSession ? "inside" : "ready" } : support;
    }
  };
  navigator.xr?.addEventListener("devicechange", () => void look());
  void look();
}
