import type { NoteAudit } from '@leerhuis/audit';
import type { Tx } from '@leerhuis/outbox';
import type { Registration } from './domain/registration.ts';
import type { RegistrationStore } from './registration-store.ts';

interface Parts {
  registrations: RegistrationStore;
  note: NoteAudit;
}

export interface Placed {
  registration: Registration;
  /** Whose participation stands for the same member, course and year already. */
  clash: 'none' | 'own' | 'another';
}

/**
 * Finds a registration its place beside what stands for the same member, course and year. One that clashes is held for staff,
 * and waits to its learner's eyes: nobody may find out by a member number who else has an account.
 */
export async function besideOthers({ registrations, note }: Parts, tx: Tx, wanted: Registration): Promise<Placed> {
  const other = await registrations.standingBeside(tx, wanted);
  if (!other) return { registration: { ...wanted, apart: null, heldSince: null }, clash: 'none' };
  const heldSince = wanted.heldSince ?? tx.now;
  const clash = other.accountId === wanted.accountId ? 'own' : 'another';
  if (!wanted.heldSince)
    await note(tx, {
      by: 'certification',
      action: 'registration.held',
      subject: wanted.id,
      after: { federation: wanted.federation, memberNumber: wanted.memberNumber, beside: other.id },
      reason: 'a participation stands under this member number already',
    });
  return { registration: { ...wanted, apart: wanted.id, heldSince }, clash };
}

/** What stood under this member number stands there no more: whoever was held for it longest goes in line. */
export async function letGo({ registrations, note }: Parts, tx: Tx, left: Registration): Promise<void> {
  const held = await registrations.heldBeside(tx, left);
  if (!held || (await registrations.standingBeside(tx, held))) return;
  await registrations.save(tx, { ...held, apart: null, heldSince: null });
  await note(tx, {
    by: 'certification',
    action: 'registration.let-go',
    subject: held.id,
    before: { beside: left.id },
    reason: 'nothing else stands under this member number any more',
  });
}
