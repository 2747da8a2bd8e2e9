import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { compareContracts } from './compare-contracts.ts';
import type { JsonSchema } from './compare-schemas.ts';
import { contractsOfToday, type KeptContract } from './kept-contracts.ts';
import { baseline } from './read-baseline.ts';

const order = z.object({ id: z.string(), state: z.enum(['open', 'paid']) });
const sample = { id: 'o1', state: 'paid' };

function kept(data: z.ZodType, samples: Record<string, unknown> = { 'a.json': sample }): KeptContract {
  return {
    gives: z.toJSONSchema(data, { io: 'output' }) as JsonSchema,
    reads: z.toJSONSchema(data, { io: 'input' }) as JsonSchema,
    samples,
  };
}
const compare = (before: KeptContract, after: KeptContract, name = 'orders.order.placed.v1') =>
  compareContracts({ [name]: before }, { [name]: after });

describe('contracts of today', () => {
  it('are understood by readers of the release before, and understand what it sent', () => {
    expect(compareContracts(baseline.contracts, contractsOfToday())).toEqual([]);
  });

  it('are all kept by the baseline, with their samples', () => {
    for (const { samples } of Object.values(baseline.contracts)) expect(Object.keys(samples)).not.toEqual([]);
    expect(Object.keys(baseline.contracts).length).toBeGreaterThan(30);
  });
});

describe('a contract that grew', () => {
  it.each<[string, KeptContract]>([
    ['is the same', kept(order)],
    [
      'has another optional field',
      kept(order.extend({ note: z.string().optional() }), { 'a.json': { ...sample, note: 'x' } }),
    ],
  ])('is understood by both when it %s', (_what, after) => {
    expect(compare(kept(order), after)).toEqual([]);
  });

  it('may have a new version beside the old', () => {
    const both = { 'a.b.c.v1': kept(order), 'a.b.c.v2': kept(z.object({})) };
    expect(compareContracts({ 'a.b.c.v1': kept(order) }, both)).toEqual([]);
  });
});

describe('a contract that breaks who knows it is noticed', () => {
  it.each<[string, KeptContract, string]>([
    ['a field is gone', kept(order.omit({ state: true })), 'state: is gone: go on giving'],
    [
      'a field is required that was not sent before',
      kept(order.extend({ note: z.string() })),
      'note: is newly required: go on taking',
    ],
    [
      'a value is new',
      kept(order.extend({ state: z.enum(['open', 'paid', 'lost']) })),
      'state: lost is a new value: go on giving',
    ],
    ['a value is taken no more', kept(order.extend({ state: z.enum(['open']) })), 'state: paid is no longer taken'],
    [
      'a sample of today means nothing to readers of before',
      kept(order, { 'a.json': { ...sample, state: 'lost' } }),
      'a.json is not understood (state: Invalid option: expected one of "open"|"paid"), by readers of the release before',
    ],
    [
      'a sample of before means nothing to readers of today',
      kept(order.extend({ id: z.uuid() })),
      'a.json is not understood (id: Invalid UUID',
    ],
  ])('when %s', (_what, after, words) => {
    expect(compare(kept(order), after)).toContainEqual(expect.stringContaining(words));
  });

  it('when it is gone', () => {
    expect(compareContracts({ 'orders.order.placed.v1': kept(order) }, {})).toEqual([
      'orders.order.placed.v1 is gone: keep its contract, also when nobody publishes it any more',
    ]);
  });
});

describe('a new mail', () => {
  const mail = (...templates: [string, ...string[]]) =>
    kept(
      z.object({ template: z.enum(templates), locale: z.enum(['nl', 'fr']) }),
      Object.fromEntries(templates.map((template) => [`${template}.json`, { template, locale: 'nl' }])),
    );
  const queue = 'notifications.send-message';

  it('is no fault, as notifications comes before those who ask for it', () => {
    expect(compare(mail('welcome'), mail('welcome', 'goodbye'), queue)).toEqual([]);
    expect(compare(mail('welcome'), mail('welcome', 'goodbye'), 'orders.refund-payment')).toHaveLength(2);
  });

  it('hides no other fault', () => {
    expect(compare(mail('welcome', 'goodbye'), mail('welcome'), queue)).not.toEqual([]);
  });
});
