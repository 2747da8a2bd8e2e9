import { auditStore } from '@leerhuis/audit';
import type { Parts } from '@leerhuis/service-parts';
import type { Account } from '../accounts/domain/account.ts';
import type { Attempts } from '../attempts/domain/attempts.ts';
import type { Settings } from '../config.ts';
import { sealing } from '../sealing.ts';
import { demoFactors, demoFactorsOf } from './demo-factors.ts';
import { isDemanded } from './domain/demanded.ts';
import type { SecondFactoring } from './factor-commands.ts';
import { factorStore } from './factor-store.ts';
import { giveRoutes } from './give-http.ts';
import { passkeysOf } from './passkeys.ts';
import { setUpRoutes } from './set-up-http.ts';

export interface SecondFactorNeeds extends Pick<SecondFactoring, 'sessions'> {
  accounts: SecondFactoring['accounts'] & { byEmail: (email: string) => Promise<Account | null> };
  attempts: Attempts;
  brandOn: (now: Date) => { name: string };
}

/** What people of the provider show beside their password. */
export async function openSecondFactor(
  { database, outbox, newId }: Parts,
  settings: Settings,
  { accounts, sessions, attempts, brandOn }: SecondFactorNeeds,
) {
  const factoring: SecondFactoring = {
    factors: factorStore(database),
    passkeys: passkeysOf(settings.PUBLIC_URL),
    transaction: outbox.transaction,
    accounts,
    sealing: sealing(settings.KEY_ENCRYPTION_SECRET),
    note: auditStore(database, newId).note,
    passwordGuard: attempts.password,
    guard: attempts.secondFactor,
    sessions,
    isDemanded: (role) => isDemanded(settings.SECOND_FACTOR_FOR, role),
    providerName: (now) => brandOn(now).name,
  };
  if (settings.DEMO_ACCOUNTS) await addDemoFactors(factoring, accounts);
  return { routes: [...setUpRoutes(factoring), ...giveRoutes(factoring)] };
}

/** Enrols the demo's staff who have set up nothing yet. */
async function addDemoFactors(
  { factors, sealing: { seal }, transaction }: SecondFactoring,
  accounts: SecondFactorNeeds['accounts'],
): Promise<void> {
  for (const demo of demoFactors) {
    const account = await accounts.byEmail(demo.email);
    if (!account) continue;
    await transaction(async (tx) => {
      const known = await factors.of(account.id, tx);
      if (known.authenticator || known.passkeys.length > 0) return;
      await factors.save(tx, demoFactorsOf(account.id, demo, seal(demo.authenticatorSecret), tx.now));
    });
  }
}
