/** Where a backing service came from. */
export type How = 'environment' | 'running' | 'docker' | 'native';

/** Says in a sentence what is missing and what to do about it. Shown to people without a stack trace. */
export class CannotServe extends Error {}

export interface Candidate<T> {
  how: How;
  /** The service if it serves here; undefined when there is nothing to say; a text when it was passed over, with why. */
  look: () => Promise<T | string | undefined>;
}

/**
 * The first candidate that serves, in the given order. Each one that was passed over for a reason is reported; a
 * CannotServe stops the search (what was asked for by name doesn't work: silently taking another would surprise).
 */
export async function firstThatServes<T extends object>(
  name: string,
  candidates: Candidate<T>[],
  log: (line: string) => void,
): Promise<(T & { how: How }) | undefined> {
  for (const { how, look } of candidates) {
    const found = await look();
    if (typeof found === 'object') return { ...found, how };
    if (typeof found === 'string') log(`${name}: ${found}`);
  }
  return undefined;
}
