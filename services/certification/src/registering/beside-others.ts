import type { NoteAudit } from '@leerhuis/audit';
import type { Tx } from '@leerhuis/outbox';
import type { MemberNumber } from '../member-numbers/domain/member-number.ts';
import { arrange, type Change } from './domain/placing.ts';
import type { Registration } from './domain/registration.ts';
import type { RegistrationStore } from './registration-store.ts';
import { tellWithdrawn } from './tell-federation.ts';

type Numbered = Pick<MemberNumber, 'federation' | 'memberNumber'>;

/** What keeps registrations standing beside each other. */
export interface Standing {
  registrations: RegistrationStore;
  /** Who goes by a member number; whatever else changes or asks that waits for this transaction. */
  numbers: { holdOf(tx: Tx, number: Numbered): Promise<MemberNumber | null> };
  note: NoteAudit;
}

export interface Placed {
  registration: Registration;
  /**
   * own: one of the learner's own stands for the same course and year; another: one of an account of the same person does;
   * disputed: it is held until staff say whose number it is, or it is not the learner's.
   */
  clash: 'none' | 'own' | 'another' | 'disputed';
}

/**
 * Finds a registration its place under its member number, and notes when staff have to look at it. Others may lose theirs
 * by it, and are saved; the given one is not.
 */
export async function besideOthers(standing: Standing, tx: Tx, wanted: Registration): Promise<Placed> {
  const number = await standing.numbers.holdOf(tx, wanted);
  const others = await standing.registrations.besides(tx, wanted);
  const changes = arrange(number, [...others, wanted], tx.now);
  await make(
    standing,
    tx,
    changes.filter(({ before }) => before !== wanted),
  );
  const change = changes.find(({ before }) => before === wanted);
  const registration = change?.registration ?? wanted;
  if (change?.became === 'held') await noteChange(standing, tx, change);
  const alive = others.filter(({ state }) => state !== 'withdrawn');
  if (alive.some(({ accountId }) => accountId === wanted.accountId)) return { registration, clash: 'own' };
  if (!registration.heldSince) return { registration, clash: 'none' };
  return { registration, clash: number?.owners?.includes(wanted.accountId) ? 'another' : 'disputed' };
}

/** Says anew which registrations under a member number may go to the federation, after who goes by it or what stands there changed. */
export async function rearrange(
  standing: Standing,
  tx: Tx,
  numbered: Numbered,
  by = 'certification',
): Promise<Change[]> {
  const number = await standing.numbers.holdOf(tx, numbered);
  const changes = arrange(number, await standing.registrations.underNumber(tx, numbered), tx.now);
  await make(standing, tx, changes, by);
  return changes;
}

async function make(standing: Standing, tx: Tx, changes: Change[], by?: string): Promise<void> {
  await standing.registrations.saveAll(
    tx,
    changes.map(({ registration }) => registration),
  );
  for (const change of changes) {
    if (change.became === 'taken-back' && change.before.state !== 'refused') tellWithdrawn(tx, change.registration);
    await noteChange(standing, tx, change, by);
  }
}

const reasons: Record<Change['became'], string> = {
  held: 'several accounts go by this member number, or it is not of this one',
  'let-go': 'nothing stands in its way under this member number any more',
  'taken-back': 'it was told under a member number that is not of this account',
};

async function noteChange({ note }: Standing, tx: Tx, { became, before, registration }: Change, by = 'certification') {
  const { id: subject, federation, memberNumber, state } = registration;
  await note(tx, {
    by,
    action: `registration.${became}`,
    subject,
    before: { state: before.state },
    after: { state, federation, memberNumber },
    reason: reasons[became],
  });
}
