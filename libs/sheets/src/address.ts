/** Row from 1 and column from 0 of `C12`; null when it is no address. Numbers of any length are told apart from honest ones by who asks. */
export function cellOf(address: string): { row: number; column: number } | null {
  const [, letters, digits] = /^([A-Z]{1,7})([1-9]\d{0,14})$/.exec(address) ?? [];
  if (letters === undefined || digits === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits), column: column - 1 };
}

/** `C12` of row 12, column 2 (from 0). */
export function addressOf(row: number, column: number): string {
  return lettersOf(column) + row;
}

/** `A` is column 0, `AA` column 26. */
export function lettersOf(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  const last = String.fromCharCode(65 + (column % 26));
  return rest < 0 ? last : lettersOf(rest) + last;
}
