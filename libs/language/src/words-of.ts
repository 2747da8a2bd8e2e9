/** Without capitals and accents. */
export function plainText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

/** Words without capitals and accents, letters and digits only: safe in a pattern and in a text search. */
export function wordsOf(text: string): string[] {
  return plainText(text).match(/[a-z0-9]+/g) ?? [];
}
