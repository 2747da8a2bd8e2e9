import { hashPassword } from '../secrets.ts';
import { type AccountParts, addConfirmedAccount } from './account-commands.ts';
import { demoAccounts } from './demo-accounts.ts';

/** Adds the people of the demo that are not there yet. */
export async function addDemoAccounts(parts: AccountParts): Promise<void> {
  for (const { password, ...account } of demoAccounts) {
    if (await parts.accounts.byEmail(account.email)) continue;
    const passwordHash = await hashPassword(password);
    await parts.transaction((tx) => addConfirmedAccount(parts, tx, { ...account, passwordHash }));
  }
}
