import { describe, expect, it } from '@jest/globals';
import type { Locale } from '@leerhuis/language';
import { z } from 'zod';
import { timeSchema } from '../declaring/schemas.ts';
import { lineText, longText } from '../declaring/texts.ts';
import { readInput } from './input-faults.ts';

function faults(schema: z.ZodType, value: unknown, language: Locale = 'nl') {
  const read = readInput(schema, value);
  return 'value' in read ? [] : read.faults.map(({ path, message }) => `${path.join('.')}: ${message[language]}`);
}

const fromOrder = z.strictObject({ courseId: z.string(), orderId: z.string() });
const fromCredit = z.strictObject({ courseId: z.string(), fromCredit: z.literal(true) });
const body = z.strictObject({ name: lineText(10), text: longText(10).optional(), lines: z.array(z.int()).min(1) });
const blocks = z.array(
  z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('a') }), z.strictObject({ kind: z.literal('b') })]),
);

describe('what is wrong with what came in', () => {
  it.each<[z.ZodType, unknown, string[]]>([
    [body, { lines: [1] }, ['name: Dit veld is verplicht']],
    [body, { name: '  ', lines: [1] }, ['name: Mag niet leeg zijn']],
    [body, { name: 'a\nb', lines: [1] }, ['name: Moet één regel zijn, zonder bijzondere tekens']],
    [body, { name: 'a', text: '\u0007', lines: [1] }, ['text: Bevat tekens die hier niet kunnen']],
    [body, { name: 'a'.repeat(11), lines: [1] }, ['name: Hoogstens 10 tekens']],
    [body, { name: 5, lines: [] }, ['name: Moet een tekst zijn', 'lines: Geef er minstens één']],
    [body, { name: 'a', lines: ['1', 1.5] }, ['lines.0: Moet een getal zijn', 'lines.1: Moet een geheel getal zijn']],
    [body, { name: 'a', lines: [1], extra: 1 }, ['extra: Onbekend veld']],
    [body, 'text', [': Moet een object zijn']],
    [z.int().min(3), 2, [': Minstens 3']],
    [z.number().lt(3), 3, [': Minder dan 3']],
    [z.string().regex(/^x{3}$/), 'y', [': Heeft niet de verwachte vorm']],
    [z.enum(['a', 'b']), 'c', [': Kies een van deze: a, b']],
    [z.array(z.int()).min(2), [1], [': Minstens 2 elementen']],
    [timeSchema, '9:00', [': Geef een tijd van 00:00 tot en met 23:59, zo geschreven: 09:00']],
    [timeSchema, '24:00', [': Geef een tijd van 00:00 tot en met 23:59, zo geschreven: 09:00']],
    [blocks, [{ kind: 'html' }], ['0.kind: Kies een van deze: a, b']],
    [blocks, [{ text: 'x' }], ['0.kind: Dit veld is verplicht']],
    [z.iso.date(), '2026-02-30', [': Geef een bestaande dag, zo geschreven: 2026-12-31']],
  ])('%#: is said in words for people', (schema, value, expected) => {
    expect(faults(schema, value)).toEqual(expected);
  });

  it.each<[unknown, string[]]>([
    [{}, ['courseId: This field is required', 'orderId: This field is required']],
    [{ courseId: 'x' }, ['orderId: This field is required']],
    [{ courseId: 5, orderId: 'o' }, ['courseId: Must be a text']],
    [{ courseId: 'x', fromCredit: false }, ['fromCredit: This is needed to go on (true)']],
    ['x', [': Must be an object']],
    [{ courseId: 'x', orderId: 'o', fromCredit: true }, ['fromCredit: Does not go together with orderId']],
    [{ courseId: 'x', orderId: 'o', z: 1 }, ['z: Unknown field']],
  ])('of a value that may be one of two, %j, names the fields of the one that is nearest', (value, expected) => {
    expect(faults(z.union([fromOrder, fromCredit]), value, 'en')).toEqual(expected);
  });

  it.each<[z.ZodType, unknown, Locale, string]>([
    [lineText(1), 'ab', 'fr', ': Au plus 1 caractère'],
    [z.array(z.int()).max(2), [1, 2, 3], 'en', ': At most 2 elements'],
    [longText(4000), 'a'.repeat(4001), 'nl', ': Hoogstens 4.000 tekens'],
    [longText(4000), 'a'.repeat(4001), 'en', ': At most 4,000 characters'],
    [z.int().max(100_000_000), 100_000_001, 'fr', ': Au plus 100\u202f000\u202f000'],
    [z.number().min(0.25), 0, 'nl', ': Minstens 0,25'],
  ])('%#: says how many as the language does', (schema, value, language, expected) => {
    expect(faults(schema, value, language)).toEqual([expected]);
  });

  it('keeps what a refinement says itself', () => {
    const message = { nl: 'ligt ervoor', fr: 'précède', en: 'is before' };
    const refined = z.int().refine((n) => n > 1, { params: { message } });
    expect(faults(refined, 1, 'fr')).toEqual([': précède']);
  });
});
