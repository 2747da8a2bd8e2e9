import { federationWithdrawals } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import { letGo, type Standing } from './beside-others.ts';
import { type Registration, wasSent, withdraw } from './domain/registration.ts';

/** Takes back what a revoked attest brought; the federation hears of what it was told of (V-14). */
export async function withdrawRegistrations(standing: Standing, tx: Tx, attestId: string): Promise<{ told: boolean }> {
  const found = await standing.registrations.ofAttests([attestId], tx);
  const withdrawn = found.flatMap((registration) => withdraw(registration, tx.now) ?? []);
  await standing.registrations.saveAll(tx, withdrawn);
  const known = withdrawn.filter(wasSent);
  for (const registration of known) tellWithdrawn(tx, registration);
  for (const registration of found) await letGo(standing, tx, registration);
  return { told: known.length > 0 };
}

/** Tells the federation that a participation counts no more. */
export function tellWithdrawn(tx: Tx, registration: Registration): void {
  const { id, federation, memberNumber, accreditationNumber, activityDate, attestId, lateAnswer } = registration;
  const withdrawnAt = (registration.withdrawnAt ?? tx.now).toISOString();
  tx.enqueue(
    federationWithdrawals(federation),
    {
      registrationId: id,
      federation,
      memberNumber,
      accreditationNumber,
      activityDate,
      evidenceId: attestId,
      withdrawnAt,
    },
    { jobId: `${id}-withdrawal${lateAnswer ? `-after-${lateAnswer}` : ''}` },
  );
}
