import { isClean } from '@leerhuis/contracts/read-json';
import type { z } from 'zod';
import type { RawBodySpec } from '../declaring/route-spec.ts';

export const formType = 'application/x-www-form-urlencoded';

/** The body of a page's form, or of a caller that sends one: described by its fields (loosely: others are not looked at), read by `readForm`. */
export function formBody(description: string, fields: z.ZodObject): RawBodySpec {
  return { raw: true, contentTypes: { [formType]: { description, fields } } };
}

/**
 * Reads the fields of a form (`application/x-www-form-urlencoded`); the first of those with one name counts. Null when it is not
 * UTF-8 or holds NUL characters: a password or an answer would be kept otherwise than it was typed.
 */
export function readForm(bytes: Uint8Array): Map<string, string> | null {
  const fields = new Map<string, string>();
  try {
    // bytes that are no ASCII may stand there unescaped
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    for (const pair of text.split('&')) {
      const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair.replaceAll('+', ' ')) ?? [];
      const field = decodeURIComponent(name);
      if (!fields.has(field)) fields.set(field, decodeURIComponent(value));
    }
  } catch {
    return null;
  }
  return [...fields].flat().every(isClean) ? fields : null;
}
