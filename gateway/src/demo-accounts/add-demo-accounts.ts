import type { Tx } from '@leerhuis/outbox';
import type { DemoAccount } from './demo-accounts.ts';
import { demoAccounts } from './demo-accounts.ts';

export interface DemoParts {
  transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  exists: (email: string) => Promise<boolean>;
  hashPassword: (password: string) => Promise<string>;
  /** Stores a confirmed account and tells the others of it. */
  addConfirmed: (tx: Tx, account: Omit<DemoAccount, 'password'> & { passwordHash: string }) => Promise<void>;
}

/** Adds the people of the demo that are not there yet. */
export async function addDemoAccounts(parts: DemoParts): Promise<void> {
  for (const { password, ...account } of demoAccounts) {
    if (await parts.exists(account.email)) continue;
    const passwordHash = await parts.hashPassword(password);
    await parts.transaction((tx) => parts.addConfirmed(tx, { ...account, passwordHash }));
  }
}
