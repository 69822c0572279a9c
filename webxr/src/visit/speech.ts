// What is written in front of a headset's wearer. Words come and go; under them lies what stays true (that the connection is
// lost), which is there again when they have gone. A greeting waits until nothing is wrong: sockets die at the very moment
// when VR starts, and who has never worn a headset must be told how to move, and how to come out.

export interface Speech {
  /** Over everything else, for a while. */
  say(text: string, seconds: number): void;
  /** As soon as nothing lies underneath. */
  greet(text: string, seconds: number): void;
  /** What stays true until it is null. `after`: said when it is over, unless there is something better to say. */
  under(text: string | null, after?: string): void;
  /** Somebody begins to look. */
  begin(): void;
}

const AFTER_SECONDS = 2;

export function createSpeech(show: (text: string, seconds: number) => void): Speech {
  let beneath: string | null = null;
  let greeting: { readonly text: string; readonly seconds: number } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;

  const settle = () => {
    busy = false;
    if (beneath !== null) {
      show(beneath, Infinity);
    }
  };
  const say = (text: string, seconds: number) => {
    clearTimeout(timer);
    busy = true;
    show(text, seconds);
    timer = setTimeout(settle, seconds * 1000);
  };
  return {
    say,
    greet(text, seconds) {
      greeting = beneath === null ? null : { text, seconds };
      if (!greeting) {
        say(text, seconds);
      }
    },
    under(text, after) {
      const before = beneath;
      beneath = text;
      if (text !== null) {
        if (!busy) {
          settle();
        }
      } else if (greeting) {
        say(greeting.text, greeting.seconds);
        greeting = null;
      } else if (before !== null && !busy) {
        say(after ?? "", after === undefined ? 0 : AFTER_SECONDS);
      }
    },
    begin() {
      clearTimeout(timer);
      settle();
    },
  };
}
