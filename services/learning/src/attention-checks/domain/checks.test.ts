import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Attention, behind, type Check, click, count, missing, settle } from './checks.ts';

const now = new Date('2026-03-02T10:00:00Z');
const none: Attention = { clicked: [], seen: [], completedAt: null };
const check = (checkId: string, chapterId = 'c1'): Check => ({
  checkId,
  chapterId,
  atSecond: Number(checkId.slice(1)),
});
const checks = [check('a10'), check('a20'), check('b30', 'c2')];
const clickAll = (ids: string[], present: Check[], from = none) =>
  ids.reduce((attention, id) => {
    const found = present.find(({ checkId }) => checkId === id);
    return found ? click(attention, found, present, now) : attention;
  }, from);
const ids = (list: Check[]) => list.map(({ checkId }) => checkId);

describe('attention checks', () => {
  it('are complete when all were clicked, in any order (V-19)', () => {
    const most = clickAll(['b30', 'a10'], checks);
    expect(most.completedAt).toBeNull();
    expect(count(most, checks)).toEqual({ done: 2, total: 3 });
    const all = clickAll(['a20'], checks, most);
    expect(all.completedAt).toEqual(now);
    expect(count(all, checks)).toEqual({ done: 3, total: 3 });
  });

  it('are behind the learner once clicked, with the time, and all of them once nothing is missing', () => {
    const most = clickAll(['a10'], checks);
    expect([...behind(most, checks)]).toEqual([['a10', now]]);
    const came = [...checks, check('a40')];
    expect(behind(clickAll(['a20', 'b30'], checks, most), came).get('a40')).toBeNull();
  });

  it('stay as they were when one is clicked twice', () => {
    const once = clickAll(['a10'], checks);
    expect(clickAll(['a10'], checks, once)).toBe(once);
  });

  it('that a course does not have are not missing', () => {
    expect(settle(none, [], now).completedAt).toEqual(now);
  });
});

describe('maintenance on attention checks (V-23)', () => {
  it('takes completeness from nobody', () => {
    const all = clickAll(ids(checks), checks);
    const other = [check('n5'), check('n6'), check('n7'), check('n8')];
    expect(missing(settle(all, other, now), other)).toEqual([]);
    expect(count(all, other)).toEqual({ done: 3, total: 3 });
  });

  it('that takes away what was missing completes', () => {
    const most = clickAll(['a10', 'a20'], checks);
    expect(settle(most, checks.slice(0, 2), now).completedAt).toEqual(now);
  });

  it('that moves a check does not ask for it again', () => {
    const first = clickAll(['a10'], checks);
    const moved = [check('a12'), ...checks.slice(1)];
    expect(ids(missing(first, moved))).toEqual(['a20', 'b30']);
  });

  it('does not let a click stand in for a check that was there with it, or in another chapter', () => {
    const first = clickAll(['a10'], checks);
    expect(ids(missing(first, [check('a20'), check('b30', 'c2')]))).toEqual(['a20', 'b30']);
    expect(ids(missing(first, [check('b40', 'c2')]))).toEqual(['b40']);
  });

  it('that replaces checks by as many in the same chapters never leaves more to do than before', () => {
    const course = fc.uniqueArray(fc.record({ n: fc.nat(50), chapter: fc.constantFrom('c1', 'c2') }), {
      selector: ({ n }) => n,
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        course,
        fc.array(fc.nat(7)),
        fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        (set, order, swap) => {
          const before = set.map(({ n, chapter }) => check(`a${n}`, chapter));
          const clicked = clickAll(
            order.flatMap((n) => before[n]?.checkId ?? []),
            before,
          );
          const after = before.map((each, n) => (swap[n] ? check(`z${each.atSecond}`, each.chapterId) : each));
          expect(missing(clicked, after).length).toBeLessThanOrEqual(missing(clicked, before).length);
          const next = settle(clicked, after, now);
          const { done, total } = count(next, after);
          expect(done === total).toBe(next.completedAt !== null);
        },
      ),
    );
  });
});
