import { visit } from 'jsonc-parser';

/**
 * Where a text stops being JSON: the offset of the first piece that can't belong there or is cut short, or the text's length when
 * it just ends too soon. Runs only for texts that JSON.parse refused, whose messages mostly don't say where.
 */
export function jsonErrorAt(text: string): number {
  const faults: number[] = [];
  visit(text, { onError: (_code, offset) => faults.push(offset) }, { disallowComments: true });
  return faults[0] ?? text.length;
}
