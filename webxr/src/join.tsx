import "./ui/style.css";
import { ask, createApi } from "./net/api";
import { forgetSeat, keepSeat, keptSeat } from "./net/seat";
import { codeFrom } from "./ui/code";
import { lookAtDevice } from "./ui/device";
import { createJoining, type Doors } from "./ui/join/joining";
import { Join } from "./ui/join/view";
import { mountPage } from "./ui/page";

const api = createApi();

const doors: Doors = {
  lookUp: (code) => ask(api.POST("/api/join/look-up", { body: { code } })),
  async join(request) {
    keepSeat(await ask(api.POST("/api/join", { body: request })));
  },
  async keptSeat() {
    const kept = keptSeat();
    if (kept === null) return null;
    const seat = await ask(createApi({ token: kept.token }).GET("/api/seat"));
    if (seat.phase === "open") return seat;
    forgetSeat();
    return null;
  },
  visit: () => location.assign("/visit"),
};

const joining = createJoining(doors, lookAtDevice());
const begin = () => void joining.begin(codeFrom(location.hash));
addEventListener("hashchange", begin);
begin();
mountPage(() => <Join joining={joining} />);
