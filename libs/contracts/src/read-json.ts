import { jsonShape } from './json-shape.ts';

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
  const shape = jsonShape(text, { depth: deepest });
  if (shape.depth > deepest) return { refused: 'too-deep' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { refused: 'not-json' };
  }
  const refused = hasForbiddenText(value) ? 'forbidden-text' : shape.keyTwice ? 'key-twice' : undefined;
  return refused ? { refused } : { value };
}

/** Without NUL characters, which databases and C programs stumble over, and without halves of characters. */
export function isClean(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

function hasForbiddenText(value: unknown): boolean {
  if (typeof value === 'string') return !isClean(value);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasForbiddenText);
  return Object.entries(value).some(([key, item]) => key === '__proto__' || !isClean(key) || hasForbiddenText(item));
}
