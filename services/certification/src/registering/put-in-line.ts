import type { Tx } from '@leerhuis/outbox';
import { v5 } from 'uuid';
import type { Attest } from '../attesting/domain/attest.ts';
import { besideOthers, type Standing } from './beside-others.ts';
import { type Registration, registrationsOf } from './domain/registration.ts';

export interface Queueing extends Standing {
  /** The provider's calendar day of a moment. */
  dayOf: (instant: Date) => string;
}

/**
 * Puts a participation in line with each federation that the provider registers with (V-26). Refused when one of the learner's
 * own counts for this accreditation and year already: then nothing may be kept of the attest either.
 */
export async function putInLine(
  queueing: Queueing,
  tx: Tx,
  attest: Attest,
): Promise<{ registrations: Registration[] } | { refused: 'already-registered' }> {
  const idOf = (federation: string) => registrationIdOf(attest.id, federation);
  const registrations: Registration[] = [];
  for (const wanted of registrationsOf(attest, queueing.dayOf(attest.completedAt), idOf, tx.now)) {
    const { registration, clash } = await besideOthers(queueing, tx, wanted);
    if (clash === 'own') return { refused: 'already-registered' };
    registrations.push(registration);
  }
  await queueing.registrations.insert(tx, registrations);
  return { registrations };
}

const space = '5f1c3a52-6f0b-4d8e-9f0e-2f6b0a6f6c1d';

/** One registration per attest and federation: the id is made of the two, so putting it in line twice is impossible. */
function registrationIdOf(attestId: string, federation: string): string {
  return v5(`${attestId} ${federation}`, space);
}
