import type { z } from 'zod';

/** Somebody sent a cursor that is none of this list. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
}

/** Makes a cursor of where a page ended, e.g. `{ at, id }`; opaque to clients. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Reads a cursor back; `undefined` stays so (the first page).
 * @throws InvalidCursor when it isn't one that `schema` knows; http-api makes a 400 of it
 */
export function decodeCursor<S extends z.ZodType>(schema: S, cursor: string | undefined): z.output<S> | undefined {
  if (cursor === undefined) return undefined;
  const read = schema.safeParse(jsonOf(cursor));
  if (!read.success) throw new InvalidCursor('this is no cursor of this list', { cause: read.error });
  return read.data;
}

/** Whether it can be a cursor of any list. */
export function isCursor(text: string): boolean {
  return jsonOf(text) !== undefined;
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
