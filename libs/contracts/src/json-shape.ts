/** How a JSON text is built, as far as it tells whether reading it is safe and can be done one way only. */
export interface JsonShape {
  /** How many objects and lists are open at the deepest place. */
  depth: number;
  /** How many objects, lists and names there are: what reading costs. */
  parts: number;
  /** A name twice in one object: `JSON.parse` takes the last, other readers the first. */
  keyTwice: boolean;
}

const [quote, colon, openList, backslash, closeList, openObject, closeObject] = [...'":[\\]{}'].map((sign) =>
  sign.charCodeAt(0),
);

/**
 * Looks at a text once, from its begin to its end, without reading it: what a few megabytes can hold takes seconds and hundreds
 * of megabytes to read. Stops as soon as a limit is passed. Says nothing of use about what isn't JSON.
 */
export function jsonShape(
  text: string,
  { depth = Number.POSITIVE_INFINITY, parts = Number.POSITIVE_INFINITY },
): JsonShape {
  const open: (Set<string> | null)[] = [];
  const shape = { depth: 0, parts: 0, keyTwice: false };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === quote) {
      const end = endOfString(text, at);
      if (open.length > 0 && isKey(text, end)) {
        shape.parts += 1;
        shape.keyTwice ||= !note(open, nameOf(text.slice(at, end + 1)));
      }
      at = end;
    } else if (sign === openObject || sign === openList) {
      open.push(null);
      shape.parts += 1;
      shape.depth = Math.max(shape.depth, open.length);
    } else if (sign === closeObject || sign === closeList) open.pop();
    if (shape.depth > depth || shape.parts > parts) break;
  }
  return shape;
}

/** Where the string that begins at `start` ends: at a quote with an even number of backslashes before it. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; at += 1) {
    at = text.indexOf('"', at);
    if (at < 0) return text.length;
    let before = at;
    while (text.charCodeAt(before - 1) === backslash) before -= 1;
    if ((at - before) % 2 === 0) return at;
  }
}

function isKey(text: string, end: number): boolean {
  let at = end + 1;
  while (at < text.length && '\t\n\r '.includes(text.charAt(at))) at += 1;
  return text.charCodeAt(at) === colon;
}

/** Two ways to write one name are one name. */
function nameOf(key: string): string {
  if (!key.includes('\\')) return key.slice(1, -1);
  try {
    return JSON.parse(key) as string;
  } catch {
    return key;
  }
}

/** @returns whether the innermost object did not have it yet */
function note(open: (Set<string> | null)[], name: string): boolean {
  const names = open.at(-1) ?? new Set();
  open[open.length - 1] = names;
  if (names.has(name)) return false;
  names.add(name);
  return true;
}
