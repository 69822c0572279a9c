import "./ui/style.css";
import { effect } from "@preact/signals";
import { ask, createApi } from "./net/api";
import { keepSeat } from "./net/seat";
import { createSceneDoors } from "./scene-doors";
import { language } from "./text/index";
import { lookAtDevice } from "./ui/device";
import { mountPage } from "./ui/page";
import { createKeeper } from "./ui/staff/account";
import type { Doors } from "./ui/staff/doors";
import { takeInvitationToken } from "./ui/staff/enter";
import { createWayfinder, returnPath } from "./ui/staff/place";
import { StaffPages } from "./ui/staff/view";

const api = createApi({ fetch: noticing401 });
const at = (session: string) => ({ params: { path: { session } } });

const scenes = createSceneDoors(api, () => keeper.lost());
const doors: Doors = {
  ...scenes,
  me: () => ask(api.GET("/api/staff/me")),
  signIn: (name, password) => ask(api.POST("/api/staff/sign-in", { body: { name, password } })),
  accept: (token, name, password) => ask(api.POST("/api/staff/welcome", { body: { token, name, password } })),
  async signOut() {
    await ask(api.POST("/api/staff/sign-out"));
  },
  invite: () => ask(api.POST("/api/staff/invitations")),
  sessions: async () => (await ask(api.GET("/api/sessions"))).sessions,
  session: (id) => ask(api.GET("/api/sessions/{session}", at(id))),
  open: (scene, variant, title) => ask(api.POST("/api/sessions", { body: { scene, variant, title } })),
  close: (id) => ask(api.POST("/api/sessions/{session}/close", at(id))),
  async goIn(id) {
    const body = { language: language(), mode: lookAtDevice().mode };
    keepSeat(await ask(api.POST("/api/sessions/{session}/seat", { ...at(id), body })));
    location.assign("/visit");
  },
};

const keeper = createKeeper(doors);
const way = createWayfinder();
const token = takeInvitationToken();
const back = returnPath(location.search);

effect(() => {
  if (back !== null && keeper.account.value.kind === "in") location.assign(back);
});

// Uploads of an earlier page, and those that waited for somebody to sign in.
effect(() => {
  if (keeper.account.value.kind === "in") void scenes.uploads.takeUp();
});

// A cookie that ran out is found out by whatever is asked next.
async function noticing401(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request);
  if (response.status === 401) keeper.lost();
  return response;
}

void keeper.look();
mountPage(() => <StaffPages doors={doors} keeper={keeper} way={way} token={token} />);
