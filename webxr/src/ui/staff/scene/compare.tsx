/** Two versions of a space: what is different, in words, and both through the same eyes. */
import { useEffect, useId, useRef } from "preact/hooks";
import { useSignal, type Signal } from "@preact/signals";
import type { components } from "../../../net/api.gen";
import { t } from "../../../text/index";
import { sayBytes, sayNumber, sayPercent } from "../../amounts";
import { useLoaded, WhenLoaded } from "../../loaded";
import type { Scene, Version } from "../doors";
import "./compare.css";

export type Comparison = components["schemas"]["Comparison"];
type Change = components["schemas"]["Change"];

/** Where the eyes are, in metres, and which way they look, in radians. */
export interface Eyes {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly yaw: number;
  readonly pitch: number;
}

/** Both scenes in 3D, through the same eyes. */
export interface PairView {
  look(eyes: Eyes): void;
  lookDown(): void;
  readonly eyes: Eyes | null;
  dispose(): void;
}

export interface CompareDoors {
  readonly compare: (scene: string, a: string, b: string) => Promise<Comparison>;
  readonly pair: (a: { canvas: HTMLCanvasElement; url: string }, b: { canvas: HTMLCanvasElement; url: string }, signal: AbortSignal) => Promise<PairView>;
}

interface ComparingProps {
  readonly doors: CompareDoors;
  readonly scene: Scene;
  readonly versions: readonly Version[];
}

/** Any two versions of a scene, first of all its first two variants as they are now. */
export function Comparing({ doors, scene, versions }: ComparingProps) {
  const id = useId();
  const [one, other] = scene.variants;
  const a = useSignal(one?.current.id ?? "");
  const b = useSignal(other?.current.id ?? versions.find((version) => version.id !== one?.current.id)?.id ?? "");
  const name = (version: Version) =>
    t("compare.version", { variant: scene.variants.find((variant) => variant.id === version.variant)?.name ?? version.variant, number: version.number });
  const from = versions.find((version) => version.id === a.value);
  const to = versions.find((version) => version.id === b.value);
  const choice = (side: "first" | "second", chosen: Signal<string>) => (
    <div class="field">
      <label for={`${id}-${side}`}>{t(`compare.${side}`)}</label>
      <select id={`${id}-${side}`} value={chosen.value} onChange={(event) => { chosen.value = event.currentTarget.value; }}>
        {versions.map((version) => <option key={version.id} value={version.id}>{name(version)}</option>)}
      </select>
    </div>
  );
  return (
    <div class="stack">
      <div class="row">
        {choice("first", a)}
        {choice("second", b)}
      </div>
      {from !== undefined && to !== undefined && <Compare doors={doors} scene={scene.id} a={from} b={to} names={[name(from), name(to)]} />}
    </div>
  );
}

interface CompareProps {
  readonly doors: CompareDoors;
  readonly scene: string;
  readonly a: Version;
  readonly b: Version;
  /** What people call each. */
  readonly names: readonly [string, string];
}

function Compare({ doors, scene, a, b, names }: CompareProps) {
  const comparison = useLoaded(() => doors.compare(scene, a.id, b.id), `${a.id} ${b.id}`);
  return (
    <div class="stack loose">
      <Pictures key={`${a.id} ${b.id}`} doors={doors} a={a} b={b} names={names} />
      <WhenLoaded source={comparison}>
        {(found) => (
          <section class="stack" aria-labelledby="different">
            <h3 id="different">{t("compare.title")}</h3>
            <Differences found={found} />
            <Figures found={found} names={names} />
          </section>
        )}
      </WhenLoaded>
    </div>
  );
}

function Differences({ found: { nodes, places, sameFile } }: { readonly found: Comparison }) {
  const kinds = ["added", "removed", "moved"] as const;
  const count = kinds.reduce((sum, kind) => sum + nodes[kind].length + places[kind].length, 0);
  if (count === 0) return <p>{sameFile ? t("compare.sameFile") : t("compare.same")}</p>;
  const unlisted = nodes.unlisted + places.unlisted;
  return (
    <>
      {sameFile && <p>{t("compare.sameFile")}</p>}
      <div class="differences">
        {kinds.map((kind) => {
          const changes = [...places[kind], ...nodes[kind]];
          return changes.length === 0 ? null : (
            <section key={kind} class="difference" data-kind={kind}>
              <h4>{t(`compare.${kind}`)} <span class="muted">{sayNumber(changes.length)}</span></h4>
              <ul tabIndex={0} aria-label={t(`compare.${kind}`)}>{changes.map((change) => <ChangeLine key={`${change.kind} ${change.name} ${change.from.join()}`} kind={kind} change={change} />)}</ul>
            </section>
          );
        })}
      </div>
      {unlisted > 0 && <p class="muted">{t("compare.unlisted", { count: unlisted })}</p>}
    </>
  );
}

function ChangeLine({ kind, change }: { readonly kind: string; readonly change: Change }) {
  const words = kind === "moved" ? t("compare.metres", { name: change.name, metres: sayNumber(Math.round(change.metres * 100) / 100) }) : change.name;
  return <li><bdi>{words}</bdi> <span class="tag">{t(`compare.kind.${change.kind}`)}</span></li>;
}

function Figures({ found: { a, b }, names }: { readonly found: Comparison; readonly names: readonly [string, string] }) {
  const rows: readonly (readonly [string, string, string])[] = [
    [t("compare.triangles"), sayNumber(a.figures.triangles), sayNumber(b.figures.triangles)],
    [t("compare.drawCalls"), sayNumber(a.figures.drawCalls), sayNumber(b.figures.drawCalls)],
    [t("compare.textures"), sayBytes(a.figures.textureBytes), sayBytes(b.figures.textureBytes)],
    [t("compare.bytes"), sayBytes(a.view.bytes), sayBytes(b.view.bytes)],
  ];
  return (
    <table class="figures">
      <caption>{t("compare.figures")}</caption>
      <thead>
        <tr><th scope="col">{t("compare.figure")}</th><th scope="col"><bdi>{names[0]}</bdi></th><th scope="col"><bdi>{names[1]}</bdi></th></tr>
      </thead>
      <tbody>
        {rows.map(([name, from, to]) => (
          <tr key={name}><th scope="row">{name}</th><td>{from}</td><td>{to}</td></tr>
        ))}
      </tbody>
    </table>
  );
}

/** Somewhere to look from. */
interface Viewpoint {
  readonly name: string;
  readonly eyes: Eyes | null; // null: from above
}

const STANDING = 1.6;

function stand(name: string, position: readonly number[], yaw: number): Viewpoint {
  const [x = 0, y = 0, z = 0] = position;
  return { name, eyes: { x, y: y + STANDING, z, yaw, pitch: -0.06 } };
}

/** From above, from where people come in, and from each touchpoint that the first has. */
function viewpointsOf({ view }: Version): readonly Viewpoint[] {
  return [
    { name: t("compare.above"), eyes: null },
    ...view.spawns.map((spawn) => stand(spawn.name, spawn.position, spawn.yaw)),
    ...view.touchpoints.map((touchpoint) => stand(touchpoint.name, touchpoint.position, touchpoint.yaw)),
  ];
}

type Way = "beside" | "over";

/** Loads both scenes once there is something to draw on. */
function usePair(doors: CompareDoors, a: Version, b: Version) {
  const first = useRef<HTMLCanvasElement>(null);
  const second = useRef<HTMLCanvasElement>(null);
  const view = useRef<PairView | null>(null);
  const state = useSignal<"loading" | "ready" | "failed">("loading");
  useEffect(() => {
    const [one, other] = [first.current, second.current];
    if (one === null || other === null) return undefined;
    const ended = new AbortController();
    const load = async () => {
      try {
        const pair = await doors.pair({ canvas: one, url: a.view.url }, { canvas: other, url: b.view.url }, ended.signal);
        if (ended.signal.aborted) pair.dispose();
        else {
          view.current = pair;
          pair.lookDown();
          state.value = "ready";
        }
      } catch {
        if (!ended.signal.aborted) state.value = "failed";
      }
    };
    void load();
    return () => {
      ended.abort();
      view.current?.dispose();
      view.current = null;
    };
  }, []);
  return { first, second, view, state };
}

function Pictures({ doors, a, b, names }: Omit<CompareProps, "scene">) {
  const id = useId();
  const { first, second, view, state } = usePair(doors, a, b);
  const way = useSignal<Way>("beside");
  const blend = useSignal(0.5);
  const place = useSignal(0);
  const turn = useSignal(0);
  const viewpoints = viewpointsOf(a);
  const from = viewpoints[place.value] ?? viewpoints[0];

  const look = (at: number, degrees: number) => {
    place.value = at;
    turn.value = degrees;
    const eyes = viewpoints[at]?.eyes ?? null;
    if (eyes === null) view.current?.lookDown();
    else view.current?.look({ ...eyes, yaw: eyes.yaw - (degrees * Math.PI) / 180, pitch: view.current.eyes?.pitch ?? eyes.pitch });
  };
  return (
    <section class="stack" aria-label={t("compare.way")}>
      <div class="row">
        <fieldset class="ways">
          <legend>{t("compare.way")}</legend>
          {(["beside", "over"] as const).map((one) => (
            <label key={one}>
              <input type="radio" name={`${id}-way`} checked={way.value === one} onChange={() => { way.value = one; }} />
              {t(`compare.${one}`)}
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for={`${id}-from`}>{t("compare.from")}</label>
          <select id={`${id}-from`} value={String(place.value)} onChange={(event) => look(Number(event.currentTarget.value), 0)}>
            {viewpoints.map((viewpoint, index) => <option key={`${index} ${viewpoint.name}`} value={String(index)}>{viewpoint.name}</option>)}
          </select>
        </div>
        {from?.eyes != null && (
          <div class="field">
            <label for={`${id}-turn`}>{t("compare.turn")}</label>
            <input id={`${id}-turn`} type="range" min={-180} max={180} step={5} value={turn.value} onInput={(event) => look(place.value, Number(event.currentTarget.value))} />
          </div>
        )}
        {way.value === "over" && <Blend id={`${id}-blend`} name={names[1]} blend={blend} />}
      </div>
      {state.value === "loading" && <p class="muted" role="status">{t("compare.loading")}…</p>}
      {state.value === "failed" && <p class="error" role="alert">{t("compare.failed")}</p>}
      <div class="pair" data-way={way.value} hidden={state.value === "failed"}>
        {[first, second].map((canvas, index) => (
          <figure key={index} style={index === 1 && way.value === "over" ? { opacity: blend.value } : {}}>
            <canvas
              ref={canvas}
              role="img"
              aria-label={t("compare.picture", { name: names[index] ?? "", place: from?.name ?? "" })}
              {...dragging(() => view.current, (eyes) => { turn.value = turnOf(from?.eyes ?? null, eyes); })}
            />
            <figcaption><bdi>{names[index]}</bdi></figcaption>
          </figure>
        ))}
      </div>
      {from?.eyes != null && <p class="hint">{t("compare.drag")}</p>}
    </section>
  );
}

function Blend({ id, name, blend }: { readonly id: string; readonly name: string; readonly blend: Signal<number> }) {
  return (
    <div class="field">
      <label for={id}>{t("compare.blend", { name })}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={blend.value}
        aria-valuetext={sayPercent(blend.value)}
        onInput={(event) => { blend.value = Number(event.currentTarget.value); }}
      />
    </div>
  );
}

/** How far somebody has turned from how a viewpoint looks, in whole degrees from −180 to 180, to the right. */
function turnOf(from: Eyes | null, now: Eyes): number {
  if (from === null) return 0;
  const degrees = ((from.yaw - now.yaw) * 180) / Math.PI;
  return Math.round(degrees - 360 * Math.round(degrees / 360));
}

const RADIANS_A_PIXEL = 0.004;
const STEEPEST = 1.3;

/** Dragging turns the eyes as it would turn a picture that one holds. */
function dragging(view: () => PairView | null, turned: (eyes: Eyes) => void) {
  return {
    onPointerDown(event: PointerEvent) {
      if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent) {
      const pair = view();
      const eyes = pair?.eyes ?? null;
      if (pair === null || eyes === null || event.buttons !== 1) return;
      const pitch = Math.min(STEEPEST, Math.max(-STEEPEST, eyes.pitch + event.movementY * RADIANS_A_PIXEL));
      const next = { ...eyes, yaw: eyes.yaw + event.movementX * RADIANS_A_PIXEL, pitch };
      pair.look(next);
      turned(next);
    },
  };
}
