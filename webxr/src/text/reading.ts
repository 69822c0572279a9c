/**
 * The Flesch–Kincaid grade of English text: 0.39 × words per sentence + 11.8 × syllables per word − 15.59. A grade of 5
 * is what a child of ten or eleven reads. Syllables are counted by their vowels, which is right for about nine
 * words in ten; a catalogue is long enough for that.
 */
export function gradeOf(text: string): number {
  const sentences = text
    .replace(/\{\w+\}/g, "Sam")
    .split(/[.!?:;\n]+/)
    .map((sentence) => sentence.match(/[A-Za-zÀ-ž'’-]+|\d+/g) ?? [])
    .filter((words) => words.length > 0);
  const words = sentences.flat();
  if (words.length === 0) return 0;
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}

function syllablesOf(word: string): number {
  const bare = word.toLowerCase().replace(/[^a-z]/g, "");
  if (bare.length <= 3) return 1;
  const spoken = bare.replace(/(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$/, "").replace(/^y/, "");
  return Math.max(1, spoken.match(/[aeiouy]{1,2}/g)?.length ?? 0);
}

/** A sentence as eyes see it: without the marks that keep names in their direction. */
export const read = (sentence: string) => sentence.replace(/[\u2066-\u2069]/g, "");
