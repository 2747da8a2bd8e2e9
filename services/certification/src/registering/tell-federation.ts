import { federationWithdrawals } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { Registration } from './domain/registration.ts';

/** Tells the federation that a participation counts no more. */
export function tellWithdrawn(tx: Tx, registration: Registration): void {
  const { id, federation, accreditationNumber, activityDate, attestId, takenBack } = registration;
  const withdrawnAt = (registration.withdrawnAt ?? takenBack?.at ?? tx.now).toISOString();
  tx.enqueue(
    federationWithdrawals(federation),
    {
      registrationId: id,
      federation,
      memberNumber: takenBack?.memberNumber ?? registration.memberNumber,
      accreditationNumber,
      activityDate,
      evidenceId: attestId,
      withdrawnAt,
    },
    { jobId: `${id}-${occasionOf(registration)}` },
  );
}

/** What it is told for, so that the same is told once. */
function occasionOf({ state, attempts, lateAnswer }: Registration): string {
  const after = lateAnswer ? `-after-${lateAnswer}` : '';
  return state === 'withdrawn' ? `withdrawal${after}` : `taken-back-${attempts}${after}`;
}
