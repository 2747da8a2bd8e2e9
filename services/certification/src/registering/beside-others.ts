import type { NoteAudit } from '@leerhuis/audit';
import type { Tx } from '@leerhuis/outbox';
import { free, type Placed, place } from './domain/placing.ts';
import type { Registration } from './domain/registration.ts';
import type { RegistrationStore } from './registration-store.ts';

/** What keeps registrations standing beside each other. */
export interface Standing {
  registrations: RegistrationStore;
  note: NoteAudit;
}

/** Finds a registration its place beside what stands for the same member, course and year, and notes when staff have to look at it. */
export async function besideOthers({ registrations, note }: Standing, tx: Tx, wanted: Registration): Promise<Placed> {
  const other = await registrations.standingBeside(tx, wanted);
  const placed = place(wanted, other, tx.now);
  if (other && !wanted.heldSince)
    await note(tx, {
      by: 'certification',
      action: 'registration.held',
      subject: wanted.id,
      after: { federation: wanted.federation, memberNumber: wanted.memberNumber, beside: other.id },
      reason: 'a participation stands under this member number already',
    });
  return placed;
}

/** What stood under this member number stands there no more: whoever was held for it longest goes in line. */
export async function letGo({ registrations, note }: Standing, tx: Tx, left: Registration): Promise<void> {
  const held = await registrations.heldBeside(tx, left);
  if (!held || (await registrations.standingBeside(tx, held))) return;
  await registrations.save(tx, free(held));
  await note(tx, {
    by: 'certification',
    action: 'registration.let-go',
    subject: held.id,
    before: { beside: left.id },
    reason: 'nothing else stands under this member number any more',
  });
}
