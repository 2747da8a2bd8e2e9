import { describe, expect, it } from '@jest/globals';
import {
  answer,
  correct,
  type Registration,
  type RegistrationState,
  resubmit,
  send,
  takeBack,
  transitions,
  wasSent,
  withdraw,
} from './registration.ts';

const now = new Date('2026-12-01T02:00:00Z');
const states = Object.keys(transitions) as RegistrationState[];
const registration = (state: RegistrationState, more: Partial<Registration> = {}): Registration => ({
  id: 'r1',
  attestId: 'x1',
  accountId: 'a1',
  federation: 'OVB',
  memberNumber: '123456',
  firstName: 'Lena',
  lastName: 'Maes',
  accreditationNumber: 'OVB-1',
  courseTitle: 'Huurrecht',
  activityDate: '2026-11-21',
  month: '2026-11',
  periodYear: 2026,
  minutes: 120,
  points: 2,
  mode: 'onDemand',
  state,
  attempts: state === 'waiting' ? 0 : 1,
  runId: null,
  sentAt: null,
  answeredAt: null,
  reason: state === 'refused' ? 'unknown member' : null,
  createdAt: now,
  ...more,
});

describe('a registration with a federation (V-26, V-27)', () => {
  it('can reach every state from waiting, and leave every state but withdrawn', () => {
    const reached = new Set<RegistrationState>(['waiting']);
    for (const state of reached) for (const next of transitions[state]) reached.add(next);
    expect([...reached].sort()).toEqual([...states].sort());
    expect(states.filter((state) => transitions[state].length === 0)).toEqual(['withdrawn']);
  });

  it.each(states)('%s: is sent only when it waits', (state) => {
    const sent = send(registration(state), 'run-1', now);
    if (state === 'waiting') expect(sent).toMatchObject({ state: 'sent', runId: 'run-1', attempts: 1, sentAt: now });
    else expect(sent).toBeNull();
  });

  it.each([
    ['sent', 'accepted', null, { taken: 'answer' }],
    ['sent', 'refused', 'unknown member', { taken: 'answer' }],
    ['accepted', 'accepted', null, { taken: 'repetition' }],
    ['refused', 'refused', 'unknown member', { taken: 'repetition' }],
    ['refused', 'refused', 'another reason', { refused: 'contradiction' }],
    ['refused', 'accepted', null, { taken: 'answer' }],
    ['accepted', 'refused', 'too late', { refused: 'contradiction' }],
    ['waiting', 'accepted', null, { refused: 'contradiction' }],
    ['waiting', 'refused', 'unknown member', { refused: 'contradiction' }],
  ] as const)('%s, answered %s (%s): %j', (state, outcome, reason, answering) => {
    const result = answer(registration(state), { outcome, reason }, now);
    expect(result).toMatchObject(answering);
    if ('registration' in result)
      expect(result.registration).toMatchObject({ state: outcome, reason, answeredAt: now });
  });

  it.each([
    ['waiting', 'accepted'],
    ['accepted', 'refused'],
    ['refused', 'refused'],
  ] as const)('%s: answered %s against what stands, says what stands', (state, outcome) => {
    const result = answer(registration(state), { outcome, reason: 'another' }, now);
    expect(result).toEqual({ refused: 'contradiction', stands: state });
  });

  it.each(states)(
    '%s: is withdrawn when its attest is revoked, and then leaves room for another one (V-14)',
    (state) => {
      const withdrawn = withdraw(registration(state), now);
      if (state === 'withdrawn') expect(withdrawn).toBeNull();
      else expect(withdrawn).toMatchObject({ state: 'withdrawn', withdrawnAt: now, apart: 'r1' });
      expect(wasSent(registration(state))).toBe(state !== 'waiting');
    },
  );

  it.each(['accepted', 'refused'] as const)(
    'withdrawn, then answered %s: stays so, and tells that it crossed',
    (outcome) => {
      const given = { outcome, reason: null };
      const late = answer(registration('withdrawn'), given, now);
      expect(late).toMatchObject({ taken: 'late-answer', registration: { state: 'withdrawn', lateAnswer: outcome } });
      expect('registration' in late && answer(late.registration, given, now)).toEqual({ taken: 'repetition' });
    },
  );

  it.each(['accepted', 'refused'] as const)(
    'taken back as the number was of somebody else, then answered %s: waits on, and tells that it crossed',
    (outcome) => {
      const given = { outcome, reason: null };
      const back = takeBack(registration('sent'), now);
      const late = answer(back, given, now);
      expect(late).toMatchObject({ taken: 'late-answer', registration: { state: 'waiting', lateAnswer: outcome } });
      expect('registration' in late && answer(late.registration, given, now)).toEqual({ taken: 'repetition' });
      const again = send(correct(back, '654321')?.registration ?? back, 'run-2', now);
      expect(again).toMatchObject({ memberNumber: '654321', attempts: 2, takenBack: null, lateAnswer: null });
    },
  );

  it('that was withdrawn before it was sent has nothing to be answered', () => {
    const result = answer(registration('withdrawn', { attempts: 0 }), { outcome: 'accepted', reason: null }, now);
    expect(result).toEqual({ refused: 'contradiction', stands: 'withdrawn' });
  });

  it.each([
    ['waiting', '654321', 'corrected', { state: 'waiting', memberNumber: '654321' }],
    ['refused', '654321', 'in-line-again', { state: 'waiting', memberNumber: '654321', reason: null }],
    ['sent', '654321', 'noted', { state: 'sent', memberNumber: '123456', correctedTo: '654321' }],
    ['sent', '123456', 'noted', { state: 'sent', correctedTo: null }],
    ['waiting', '123456', undefined, undefined],
    ['refused', '123456', undefined, undefined],
    ['accepted', '654321', undefined, undefined],
    ['withdrawn', '654321', undefined, undefined],
  ] as const)('%s, when the learner gives %s as member number (V-28): %s', (state, memberNumber, became, after) => {
    const correction = correct(registration(state), memberNumber);
    if (after) expect(correction).toMatchObject({ became, registration: after });
    else expect(correction).toBeNull();
  });

  it('is refused under a member number that was corrected since: goes in line under the new one, and is sent once', () => {
    const noted = registration('sent', { correctedTo: '654321' });
    const answered = answer(noted, { outcome: 'refused', reason: 'unknown member' }, now);
    expect(answered).toMatchObject({
      taken: 'answer',
      registration: { state: 'waiting', memberNumber: '654321', correctedTo: null, reason: null },
    });
    const accepted = answer(noted, { outcome: 'accepted', reason: null }, now);
    expect(accepted).toMatchObject({ registration: { state: 'accepted', memberNumber: '123456' } });
  });

  it('that is held can be let go by staff without another number', () => {
    expect(resubmit(registration('waiting', { heldSince: now }), undefined)).toHaveProperty('registration');
  });

  it.each([
    ['refused', undefined, null],
    ['refused', '654.321', null],
    ['refused', '12', 'wrong-member-number'],
    ['waiting', '654321', null],
    ['waiting', '12', 'wrong-member-number'],
    ['waiting', undefined, 'not-refused'],
    ['sent', '654321', 'not-refused'],
    ['accepted', '654321', 'not-refused'],
    ['withdrawn', '654321', 'not-refused'],
  ] as const)('%s, submitted again with member number %s: refused is %s', (state, typed, refused) => {
    const again = resubmit(registration(state), typed);
    if (refused) expect(again).toMatchObject({ refused });
    else
      expect(again).toMatchObject({
        registration: { state: 'waiting', memberNumber: typed ? '654321' : '123456' },
      });
  });

  it('has no answer any more once it is put back in line, and counts how often it was sent', () => {
    const refused = registration('refused', { sentAt: now, answeredAt: now });
    const again = resubmit(refused, undefined);
    const none = { sentAt: null, answeredAt: null, reason: null };
    expect(again).toMatchObject({ registration: { ...none, attempts: 1 } });
    const sent = 'registration' in again && send(again.registration, 'run-2', now);
    expect(sent).toMatchObject({ ...none, sentAt: now, attempts: 2 });
  });
});
