import { hashPassword } from '../secrets.ts';
import { type AccountKeeping, addConfirmedAccount } from './account-commands.ts';
import { demoAccounts } from './demo-accounts.ts';

/** Adds the people of the demo that are not there yet. */
export async function addDemoAccounts(keeping: AccountKeeping): Promise<void> {
  for (const { password, place: _, ...account } of demoAccounts) {
    if (await keeping.accounts.byEmail(account.email)) continue;
    const passwordHash = await hashPassword(password);
    await keeping.transaction((tx) => addConfirmedAccount(keeping, tx, { ...account, passwordHash }));
  }
}
