import { describe, expect, it } from '@jest/globals';
import { end, refresh, startSession } from './session.ts';

const now = new Date('2026-11-22T10:00:00Z');
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);
const longest = 180 * 24 * 3_600_000;
const begin = { id: 's1', accountId: 'a1', tokenHash: 'first', remembered: false, device: null, actingFor: null };
const session = startSession(begin, longest, now);

describe('a session', () => {
  it('lives 12 hours after its last use, and 60 days when remembered (C-2)', () => {
    expect(session.expiresAt).toEqual(hours(12));
    expect(startSession({ ...begin, remembered: true }, longest, now).expiresAt).toEqual(hours(60 * 24));
  });

  it('takes a refresh token once and goes on under the next', () => {
    const outcome = refresh(session, { offered: 'first', next: 'second' }, longest, hours(1));
    expect(outcome).toMatchObject({ kind: 'refreshed', session: { tokenHash: 'second', expiresAt: hours(13) } });
  });

  it('ends for everybody when an old token comes back', () => {
    const first = refresh(session, { offered: 'first', next: 'second' }, longest, hours(1));
    if (first.kind !== 'refreshed') throw new Error('not refreshed');
    const again = refresh(first.session, { offered: 'first', next: 'second' }, longest, hours(2));
    expect(again).toMatchObject({ kind: 'reused', session: { ended: { why: 'token-reused', at: hours(2) } } });
    if (again.kind !== 'reused') throw new Error('not reused');
    expect(refresh(again.session, { offered: 'second', next: 'third' }, longest, hours(2))).toEqual({ kind: 'over' });
  });

  it('gives the same next token to who asks again within half a minute, and changes nothing', () => {
    const at = (seconds: number) => new Date(hours(1).getTime() + seconds * 1_000);
    const first = refresh(session, { offered: 'first', next: 'second' }, longest, at(0));
    if (first.kind !== 'refreshed') throw new Error('not refreshed');
    expect(refresh(first.session, { offered: 'first', next: 'second' }, longest, at(29))).toEqual({
      kind: 'repeated',
      session: first.session,
    });
    expect(refresh(first.session, { offered: 'first', next: 'second' }, longest, at(30)).kind).toBe('reused');
    expect(
      refresh(end(first.session, 'logged-out', at(1)), { offered: 'first', next: 'second' }, longest, at(2)).kind,
    ).toBe('over');
  });

  it('gives nothing for a token two turns old, at whatever time', () => {
    const first = refresh(session, { offered: 'first', next: 'second' }, longest, hours(1));
    if (first.kind !== 'refreshed') throw new Error('not refreshed');
    const second = refresh(first.session, { offered: 'second', next: 'third' }, longest, hours(1));
    if (second.kind !== 'refreshed') throw new Error('not refreshed');
    expect(refresh(second.session, { offered: 'first', next: 'second' }, longest, hours(1)).kind).toBe('reused');
  });

  it('ends for good so long after its beginning, however much it is used (ASVS 7.3)', () => {
    const days = (n: number) => hours(n * 24);
    let used = startSession({ ...begin, remembered: true }, longest, now);
    for (let day = 50; day < 180; day += 50) {
      const outcome = refresh(used, { offered: used.tokenHash, next: `at ${day}` }, longest, days(day));
      if (outcome.kind !== 'refreshed') throw new Error('not refreshed');
      used = outcome.session;
    }
    expect(used.expiresAt).toEqual(days(180));
    expect(refresh(used, { offered: used.tokenHash, next: 'later' }, longest, days(180)).kind).toBe('over');
    // a setting that became shorter counts at the next use
    const shorter = 100 * 24 * 3_600_000;
    expect(refresh(used, { offered: used.tokenHash, next: 'later' }, shorter, days(151)).kind).toBe('over');
  });

  it('is over after its time and after it was ended, and keeps its first reason', () => {
    expect(refresh(session, { offered: 'first', next: 'second' }, longest, hours(12))).toEqual({ kind: 'over' });
    const out = end(session, 'logged-out', hours(1));
    expect(refresh(out, { offered: 'first', next: 'second' }, longest, hours(1))).toEqual({ kind: 'over' });
    expect(end(out, 'password-changed', hours(2)).ended).toEqual({ at: hours(1), why: 'logged-out' });
  });
});
