import { expect, it } from "vitest";
import { createShelf } from "../../log/shelf";
import { createLetters } from "../letters";
import { createChoices } from "./choices";

it("letters switched off in the visit are off in the replay, and the other way round", () => {
  const shelf = createShelf(() => {
    throw new Error("forbidden"); // then the choice lasts as long as the page
  });
  expect(createChoices(shelf).singleKeys.value).toBe(true);
  createLetters(shelf).value = false;
  const choices = createChoices(shelf);
  expect(choices.singleKeys.value).toBe(false);
  choices.setSingleKeys(true);
  expect(createLetters(shelf).value).toBe(true);
});
