import { expect, it } from "vitest";
import { createLetters } from "../letters";
import { createChoices } from "./choices";

it("letters switched off in the visit are off in the replay, and the other way round", () => {
  const kept = new Map<string, string>();
  const shelf = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
  expect(createChoices(shelf).singleKeys.value).toBe(true);
  createLetters(shelf).value = false;
  const choices = createChoices(shelf);
  expect(choices.singleKeys.value).toBe(false);
  choices.setSingleKeys(true);
  expect(createLetters(shelf).value).toBe(true);
  expect(createChoices(null).singleKeys.value).toBe(true);
});
