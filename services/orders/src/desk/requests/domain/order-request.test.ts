import { describe, expect, it } from '@jest/globals';
import { afterStep, requestStates, requestSteps, transitions } from './order-request.ts';

const lapsesAt = new Date('2026-12-30T22:59:59.999Z');
const now = new Date('2026-12-01T10:00:00Z');

describe('what an employee asks to order (C-8)', () => {
  it.each([
    ['approve', 'approved'],
    ['refuse', 'refused'],
    ['withdraw', 'withdrawn'],
    ['lapse', 'lapsed'],
    ['end', 'ended'],
  ] as const)('that waits: %s makes it %s', (step, state) => {
    expect(afterStep({ state: 'waiting', lapsesAt }, step, now)).toEqual({ state });
  });

  it('waits in one way only, and each other state is reached from there and is the last', () => {
    expect(new Set(Object.values(transitions.waiting))).toEqual(
      new Set(requestStates.filter((state) => state !== 'waiting')),
    );
    for (const state of requestStates) {
      if (state === 'waiting') continue;
      expect(transitions[state]).toEqual({});
      for (const step of requestSteps)
        expect(afterStep({ state, lapsesAt }, step, now)).toEqual({ refused: 'is-over', state });
    }
  });

  it('is over from its last moment on, before that is noted', () => {
    const waiting = { state: 'waiting', lapsesAt } as const;
    for (const step of ['approve', 'refuse', 'withdraw'] as const)
      expect(afterStep(waiting, step, lapsesAt)).toEqual({ refused: 'is-over', state: 'lapsed' });
    expect(afterStep(waiting, 'lapse', lapsesAt)).toEqual({ state: 'lapsed' });
    expect(afterStep(waiting, 'end', lapsesAt)).toEqual({ state: 'ended' });
  });
});
