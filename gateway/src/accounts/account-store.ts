import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { Account } from './domain/account.ts';

type AccountDocument = Omit<Account, 'id'> & { _id: string };

export const accountIndexes = {
  accounts: [{ key: { email: 1 }, name: 'email', unique: true }],
  accountTokens: [{ key: { expiresAt: 1 }, name: 'expiry', expireAfterSeconds: 0 }],
} as const;

function toAccount({ _id, ...rest }: AccountDocument): Account {
  return { id: _id, ...rest };
}

/** Accounts, one document each. */
export function accountStore(connection: Connection) {
  const accounts = connection.collection<AccountDocument>('accounts');
  return {
    async byId(id: string, tx?: Tx): Promise<Account | null> {
      const found = await accounts.findOne({ _id: id }, tx ? { session: tx.session } : {});
      return found && toAccount(found);
    },
    async byEmail(email: string, tx?: Tx): Promise<Account | null> {
      const found = await accounts.findOne({ email }, tx ? { session: tx.session } : {});
      return found && toAccount(found);
    },
    async insert(tx: Tx, { id, ...rest }: Account): Promise<void> {
      await accounts.insertOne({ _id: id, ...rest }, { session: tx.session });
    },
    /** Loads, decides, saves; `decide` may run again when somebody else changed the account meanwhile. */
    async update(tx: Tx, id: string, decide: (account: Account) => Account): Promise<Account | null> {
      const found = await accounts.findOne({ _id: id }, { session: tx.session });
      if (!found) return null;
      const account = toAccount(found);
      const decided = decide(account);
      if (decided === account) return account;
      const { id: _, ...rest } = decided;
      await accounts.replaceOne({ _id: id }, rest, { session: tx.session });
      return decided;
    },
  };
}
export type AccountStore = ReturnType<typeof accountStore>;

export type TokenPurpose = 'confirm-email' | 'reset-password';
interface TokenDocument {
  /** sha256 of the token: a stolen database opens no account. */
  _id: string;
  purpose: TokenPurpose;
  accountId: string;
  expiresAt: Date;
}

/** Single-use tokens that travel by e-mail. */
export function accountTokenStore(connection: Connection) {
  const tokens = connection.collection<TokenDocument>('accountTokens');
  return {
    async put(tx: Tx, token: Omit<TokenDocument, '_id'> & { hash: string }): Promise<void> {
      const { hash, ...rest } = token;
      await tokens.insertOne({ _id: hash, ...rest }, { session: tx.session });
    },
    async owner(hash: string, purpose: TokenPurpose, now: Date): Promise<string | null> {
      const found = await tokens.findOne({ _id: hash });
      return found && found.purpose === purpose && found.expiresAt > now ? found.accountId : null;
    },
    /** Takes the token away; null when it was used, has expired, or never was. */
    async use(tx: Tx, hash: string, purpose: TokenPurpose): Promise<string | null> {
      const found = await tokens.findOneAndDelete({ _id: hash }, { session: tx.session });
      return found && found.purpose === purpose && found.expiresAt > tx.now ? found.accountId : null;
    },
  };
}
export type AccountTokenStore = ReturnType<typeof accountTokenStore>;
