import type { Tx } from '@leerhuis/outbox';
import { rearrange, type Standing } from './beside-others.ts';
import { wasSent, withdraw } from './domain/registration.ts';
import { tellWithdrawn } from './tell-federation.ts';

/** Takes back what a revoked attest brought; the federation hears of what it was told of (V-14). */
export async function withdrawRegistrations(standing: Standing, tx: Tx, attestId: string): Promise<{ told: boolean }> {
  const found = await standing.registrations.ofAttests([attestId], tx);
  const withdrawn = found.flatMap((registration) => withdraw(registration, tx.now) ?? []);
  await standing.registrations.saveAll(tx, withdrawn);
  const known = withdrawn.filter(wasSent);
  for (const registration of known) tellWithdrawn(tx, registration);
  for (const registration of found) await rearrange(standing, tx, registration);
  return { told: known.length > 0 };
}
