/** Why bytes from outside are not taken for JSON. */
export type JsonFault = 'not-utf-8' | 'not-json' | 'too-deep' | 'forbidden-text' | 'key-twice';

const deepest = 64;
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads JSON that somebody else wrote, of whom nothing is taken for granted: UTF-8 only, with or without byte order mark. Besides
 * what isn't JSON it refuses what is never meant well or can be read two ways: NUL characters, half surrogates, keys named
 * `__proto__`, a key twice in one object, and nesting deeper than 64.
 */
export function readJsonBytes(bytes: Uint8Array): { value: unknown } | { refused: JsonFault } {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { refused: 'not-utf-8' };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { refused: 'not-json' };
  }
  const refused = faultOf(value, 0) ?? (hasKeyTwice(text) ? 'key-twice' : undefined);
  return refused ? { refused } : { value };
}

/** Without NUL characters, which databases and C programs stumble over, and without halves of characters. */
export function isClean(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

function faultOf(value: unknown, depth: number): JsonFault | undefined {
  if (typeof value === 'string') return isClean(value) ? undefined : 'forbidden-text';
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= deepest) return 'too-deep';
  if (!Array.isArray(value))
    for (const key of Object.keys(value)) if (key === '__proto__' || !isClean(key)) return 'forbidden-text';
  for (const item of Array.isArray(value) ? value : Object.values(value)) {
    const fault = faultOf(item, depth + 1);
    if (fault) return fault;
  }
  return undefined;
}

/** `JSON.parse` takes the last of two, other readers the first. Only for texts that it could read. */
export function hasKeyTwice(text: string): boolean {
  const open: Set<string>[] = [];
  for (const [token, key, colon] of text.matchAll(/[{}]|("[^"\\]*(?:\\.[^"\\]*)*")([\t\n\r ]*:)?/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (key !== undefined && colon !== undefined) {
      const name = key.includes('\\') ? (JSON.parse(key) as string) : key.slice(1, -1);
      if (open.at(-1)?.has(name)) return true;
      open.at(-1)?.add(name);
    }
  }
  return false;
}
