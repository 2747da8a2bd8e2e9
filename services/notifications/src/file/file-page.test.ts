import { expect, it } from '@jest/globals';
import { type CountedPage, decodeCursor } from '@leerhuis/mongo';
import fc from 'fast-check';
import { z } from 'zod';
import { merged, type Placed } from './file-page.ts';

const position = z.object({ at: z.iso.datetime().transform((text) => new Date(text)), id: z.string() });
const isAfter = (a: Placed, b: Placed) => a.at < b.at || (a.at.getTime() === b.at.getTime() && a.id < b.id);

/** As the database pages a list. */
function pageOf(list: readonly Placed[], limit: number, cursor?: string): CountedPage<Placed> {
  const last = decodeCursor(position, cursor);
  const rest = list.filter((each) => !last || isAfter(each, last)).sort((a, b) => (isAfter(a, b) ? 1 : -1));
  const nextCursor = rest.length > limit ? 'more' : null;
  return { items: rest.slice(0, limit), nextCursor, total: last ? null : { count: list.length, more: false } };
}

it('pages of two lists are pages of both together: each thing once, the newest first, also of one moment', () => {
  const things = fc.array(fc.record({ at: fc.constantFrom(1, 2, 3, 4), first: fc.boolean() }), { maxLength: 30 });
  fc.assert(
    fc.property(things, fc.integer({ min: 1, max: 7 }), (drawn, limit) => {
      const all = drawn.map(({ at, first }, n) => ({ at: new Date(at), id: `${first ? 'a' : 'b'}:${n}`, first }));
      const lists = [all.filter(({ first }) => first), all.filter(({ first }) => !first)];
      const seen: Placed[] = [];
      let cursor: string | undefined;
      for (let turn = 0; turn <= drawn.length; turn += 1) {
        const page = merged(
          lists.map((list) => pageOf(list, limit, cursor)),
          { limit },
        );
        expect(page.total).toEqual(cursor === undefined ? { count: all.length, more: false } : null);
        seen.push(...page.items);
        if (page.nextCursor === null) break;
        cursor = page.nextCursor;
      }
      expect(seen.map(({ id }) => id)).toEqual(all.sort((a, b) => (isAfter(a, b) ? 1 : -1)).map(({ id }) => id));
    }),
  );
});
