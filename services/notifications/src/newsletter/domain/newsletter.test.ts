import { describe, expect, it } from '@jest/globals';
import { tryAgainAt } from './delivery.ts';
import {
  change,
  finish,
  isFor,
  type Newsletter,
  newDraft,
  newsletterStates,
  pause,
  resume,
  schedule,
  start,
  stop,
  transitions,
  unschedule,
  writtenFor,
} from './newsletter.ts';

const now = new Date('2026-12-01T09:00:00Z');
const text = { subject: 'Nieuw', blocks: [{ kind: 'paragraph' as const, text: 'Dag' }] };
const everybody = { professions: [], locales: [] };
const content = { texts: { nl: text, fr: text }, fallback: 'nl' as const, audience: everybody };
const draft = newDraft('n', content, { accountId: 'griet', name: 'Griet Willems' }, now);
const inState = (state: Newsletter['state']): Newsletter => ({ ...draft, state });

describe('a newsletter (V-5)', () => {
  const steps = {
    schedule: (known: Newsletter) => schedule(known, null, now),
    unschedule,
    start: (known: Newsletter) => start(known, now),
    pause,
    resume,
    stop: (known: Newsletter) => stop(known, now),
    finish: (known: Newsletter) => finish(known, now),
  };
  const pairs = newsletterStates.flatMap((state) =>
    Object.keys(steps).map((name) => [state, name as keyof typeof steps] as const),
  );

  it.each(pairs)('%s: %s leads where the table says, or is refused', (state, name) => {
    const { from, to } = transitions[name];
    const decided = steps[name](inState(state));
    if ((from as readonly string[]).includes(state)) expect(decided).toMatchObject({ newsletter: { state: to } });
    else expect(decided).toEqual({ refused: 'wrong-state', state });
  });

  it('can leave every state that it can enter, but those in which it ended', () => {
    const left = new Set<string>(Object.values(transitions).flatMap(({ from }) => [...from]));
    expect(newsletterStates.filter((state) => !left.has(state))).toEqual(['stopped', 'sent']);
  });

  it.each(newsletterStates.filter((state) => state !== 'draft'))('is not changed once it is %s', (state) => {
    expect(change(inState(state), content, now)).toEqual({ refused: 'wrong-state', state });
  });

  it('is not scheduled for the past, without text, or with a fallback that has none', () => {
    expect(schedule(draft, now, now)).toEqual({ refused: 'past' });
    expect(schedule({ ...draft, texts: {} }, null, now)).toEqual({ refused: 'no-text' });
    expect(schedule({ ...draft, fallback: 'en' }, null, now)).toEqual({
      refused: 'fallback-without-text',
      locale: 'en',
    });
    const later = new Date('2026-12-01T09:00:01Z');
    expect(schedule(draft, later, now)).toMatchObject({ newsletter: { state: 'scheduled', scheduledFor: later } });
  });

  it('is read in the own language, else in the fallback, or not at all where staff chose so', () => {
    expect(writtenFor(content, 'fr')).toBe('fr');
    expect(writtenFor(content, 'en')).toBe('nl');
    expect(writtenFor({ ...content, fallback: null }, 'en')).toBeNull();
  });

  it('is for whom it names, and for who chose no professions', () => {
    const lawyers = { professions: ['lawyer' as const], locales: ['nl' as const] };
    expect(isFor(lawyers, { locale: 'nl', professions: ['notary', 'lawyer'] })).toBe(true);
    expect(isFor(lawyers, { locale: 'nl', professions: ['notary'] })).toBe(false);
    expect(isFor(lawyers, { locale: 'nl', professions: [] })).toBe(true);
    expect(isFor(lawyers, { locale: 'fr', professions: ['lawyer'] })).toBe(false);
    expect(isFor(everybody, { locale: 'fr', professions: ['lawyer'] })).toBe(true);
  });
});

describe('a mail that the server wants later', () => {
  it('is tried again after growing waits, until it was tried for long enough', () => {
    const after = (attempts: number) => (tryAgainAt(attempts, now, now, 3_600_000)?.getTime() ?? 0) - now.getTime();
    expect([1, 2, 3, 4, 9].map(after)).toEqual([1, 5, 15, 60, 60].map((minutes) => minutes * 60_000));
    expect(tryAgainAt(9, new Date(now.getTime() - 3_600_000), now, 3_600_000)).toBeNull();
  });
});
