import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { compareSchemas, type JsonSchema, type Way } from './compare-schemas.ts';

const faults = (way: Way, before: z.ZodType, after: z.ZodType): string[] => {
  const located = (schema: z.ZodType) => {
    const json = z.toJSONSchema(schema, { io: way === 'taken' ? 'input' : 'output' }) as JsonSchema;
    return { schema: json, root: json };
  };
  return compareSchemas(way, located(before), located(after)).map(({ at, what }) => `${at}: ${what}`);
};
const order = z.object({
  id: z.string(),
  state: z.enum(['open', 'paid']),
  lines: z.array(z.object({ title: z.string() })),
});

describe('what clients send', () => {
  it.each<[string, z.ZodType, z.ZodType]>([
    ['nothing is other', order, order],
    ['a field is new, and optional', order, order.extend({ note: z.string().optional() })],
    ['a field is new, with a value when it lacks', order, order.extend({ note: z.string().default('') })],
    ['a field is needed no more', order, order.partial({ state: true })],
    ['a value is new', order, order.extend({ state: z.enum(['open', 'paid', 'withdrawn']) })],
    ['more fits', z.string().max(5), z.string().max(10)],
    ['more fits than its pattern let', z.string().regex(/^[01]\d{9}$/), z.string().max(20)],
    ['null is taken too', z.string(), z.string().nullable()],
    ['an alternative is taken too', z.string(), z.union([z.string(), z.object({ id: z.string() })])],
    ['whole numbers became any', z.int(), z.number()],
    ['anything is taken', order, z.unknown()],
    ['domains of other scripts are taken', z.email(), z.string().meta({ format: 'idn-email' })],
  ])('go on being taken when %s', (_what, before, after) => {
    expect(faults('taken', before, after)).toEqual([]);
  });

  it.each<[string, z.ZodType, z.ZodType, string]>([
    ['a field is gone', order, order.omit({ state: true }), 'state: is gone'],
    ['a field deep down is gone', order, order.extend({ lines: z.array(z.object({})) }), 'lines[].title: is gone'],
    ['a new field is required', order, order.extend({ note: z.string() }), 'note: is newly required'],
    ['a field became required', order.partial({ id: true }), order, 'id: is newly required'],
    ['a value is gone', order, order.extend({ state: z.enum(['open']) }), 'state: paid is no longer taken'],
    ['any text became one of some', z.string(), z.enum(['a', 'b']), ': is now one of a, b'],
    ['less fits', z.string().max(10), z.string().max(5), ': maxLength became 5'],
    [
      'less fits than its pattern let',
      z.string().regex(/^[A-Z]{2}-\d{4,8}$/),
      z.string().max(10),
      ': maxLength became 10',
    ],
    [
      'less fits than a pattern without end let',
      z.string().regex(/^\d+$/),
      z.string().max(10),
      ': maxLength became 10',
    ],
    ['more is needed', z.array(z.string()), z.array(z.string()).min(1), ': minItems became 1'],
    ['null is refused', z.string().nullable(), z.string(), ': was null, is string'],
    ['it is of another type', z.string(), z.int(), ': was string, is integer'],
    ['it has to be a date', z.string(), z.iso.date(), ': its format was free, is date'],
    [
      'only domains in ASCII are taken',
      z.string().meta({ format: 'idn-email' }),
      z.email(),
      ': its format was idn-email, is email',
    ],
    [
      'a value of a map is of another type',
      z.record(z.string(), z.string()),
      z.record(z.string(), z.boolean()),
      '{}: was string, is boolean',
    ],
  ])('is noticed to be refused when %s', (_what, before, after, fault) => {
    expect(faults('taken', before, after)).toContain(fault);
  });
});

describe('what clients are given', () => {
  it.each<[string, z.ZodType, z.ZodType]>([
    ['a field is new', order, order.extend({ note: z.string() })],
    ['a value comes no more', order, order.extend({ state: z.enum(['open']) })],
    ['null comes no more', z.string().nullable(), z.string()],
    ['a field is always there now', order.partial(), order],
    ['less comes', z.string().max(10), z.string().max(5)],
  ])('goes on being understood when %s', (_what, before, after) => {
    expect(faults('given', before, after)).toEqual([]);
  });

  it.each<[string, z.ZodType, z.ZodType, string]>([
    ['a field is gone', order, order.omit({ state: true }), 'state: is gone'],
    ['a field is not always there', order, order.partial({ id: true }), 'id: is no longer always there'],
    [
      'a value is new',
      order,
      order.extend({ state: z.enum(['open', 'paid', 'withdrawn']) }),
      'state: withdrawn is a new value',
    ],
    ['one of some became any', z.enum(['a', 'b']), z.string(), ': was one of a, b, is any'],
    ['null is new', z.string(), z.string().nullable(), ': was string, is null'],
    ['whole numbers became any', z.int(), z.number(), ': was integer, is number'],
    ['dates became any text', z.iso.date(), z.string(), ': its format was date, is free'],
    [
      'a form among others has another field',
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('a'), id: z.string() }),
        z.object({ kind: z.literal('b') }),
      ]),
      z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') }), z.object({ kind: z.literal('b') })]),
      'id: is gone',
    ],
    [
      'an alternative is new',
      z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') })]),
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('a') }),
        z.object({ kind: z.literal('b'), id: z.string() }),
      ]),
      'kind: b is a new value',
    ],
  ])('is noticed to be misunderstood when %s', (_what, before, after, fault) => {
    expect(faults('given', before, after)).toContain(fault);
  });
});

it('refuses a reference that points nowhere', () => {
  const lost = { schema: { $ref: '#/components/schemas/Lost' }, root: {} };
  expect(() => compareSchemas('given', lost, lost)).toThrow('points nowhere');
});
