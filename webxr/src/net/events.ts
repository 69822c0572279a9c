/** The manifest's events as the log has them. */

import { type Event, isJson } from "../log/state";
import type { LogEvent } from "./api";

export function eventOf(event: LogEvent): Event {
  return { ...event, value: isJson(event.value) ? event.value : null, previous: isJson(event.previous) ? event.previous : null };
}
