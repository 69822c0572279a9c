/** Join codes as people type, paste and read them. Which characters a code may have is the server's to know. */

export const CODE_LENGTH = 6;

/** `abc 234`, `ABC-234` and a whole join link all mean ABC234. */
export function codeFrom(typed: string): string {
  const afterHash = typed.slice(typed.lastIndexOf("#") + 1);
  return afterHash.replace(/%20|[\s\p{Pd}._]/gu, "").toUpperCase();
}

/** For reading out and for screens: two groups of three. */
export function spacedCode(code: string): string {
  return code.length === CODE_LENGTH ? `${code.slice(0, 3)} ${code.slice(3)}` : code;
}
