import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { Account, Profile } from './domain/account.ts';
import { staffRoles } from './domain/roles.ts';

export type AccountDocument = Omit<Account, 'id'> & { _id: string };

export const accountIndexes = {
  accounts: [
    { key: { email: 1 }, name: 'email', unique: true },
    { key: { roles: 1, _id: 1 }, name: 'roles' },
    {
      key: { 'emailChange.tokenHash': 1 },
      name: 'emailChange',
      partialFilterExpression: { 'emailChange.tokenHash': { $exists: true } },
    },
  ],
  accountTokens: [
    { key: { expiresAt: 1 }, name: 'expiry', expireAfterSeconds: 0 },
    { key: { accountId: 1, purpose: 1, expiresAt: -1 }, name: 'account' },
  ],
} as const;

export function toAccount({ _id, ...rest }: AccountDocument): Account {
  return { id: _id, ...rest };
}

/** Accounts, one document each. */
export function accountStore(connection: Connection) {
  const accounts = databaseOf(connection).collection<AccountDocument>('accounts');
  return {
    async byId(id: string, tx?: Tx): Promise<Account | null> {
      const found = await accounts.findOne({ _id: id }, tx ? { session: tx.session } : {});
      return found && toAccount(found);
    },
    /** Names by account. */
    async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
      if (ids.length === 0) return new Map();
      const options = { projection: { firstName: 1, lastName: 1 } };
      const found = await accounts.find({ _id: { $in: [...new Set(ids)] } }, options).toArray();
      return new Map(found.map(({ _id, firstName, lastName }) => [_id, `${firstName} ${lastName}`.trim()]));
    },
    async byEmail(email: string, tx?: Tx): Promise<Account | null> {
      const found = await accounts.findOne({ email }, tx ? { session: tx.session } : {});
      return found && toAccount(found);
    },
    /** By the link that confirms another address. */
    async byEmailChange(tokenHash: string, tx?: Tx): Promise<Account | null> {
      const filter = { 'emailChange.tokenHash': tokenHash };
      const found = await accounts.findOne(filter, tx ? { session: tx.session } : {});
      return found && toAccount(found);
    },
    /** How many accounts but this one may invite and change people of the provider. */
    async countOtherAdministrators(tx: Tx, id: string): Promise<number> {
      const others = { roles: { $in: ['staff' as const, 'administration' as const] }, _id: { $ne: id } };
      return accounts.countDocuments(others, { session: tx.session, limit: 2 });
    },
    /** Everybody, or who has this address; the newest first. */
    page: ({ email, ...wish }: PageWish & { email?: string | undefined }) =>
      pageById(accounts, email === undefined ? {} : { email }, wish, toAccount, { counted: true }),
    /** People of the provider, in order of their accounts. */
    staffPage: (wish: PageWish) =>
      pageById(accounts, { roles: { $in: ['staff', ...staffRoles] } }, wish, toAccount, {
        ascending: true,
        counted: true,
      }),
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

/** What a registration says beyond the address. */
export type Registration = Profile & { passwordHash: string };

export type TokenPurpose = 'confirm-email' | 'reset-password';
interface TokenDocument {
  /** sha256 of the token: a stolen database opens no account. */
  _id: string;
  purpose: TokenPurpose;
  accountId: string;
  /** Missing in those of before, which all lived equally long. */
  madeAt?: Date;
  expiresAt: Date;
  /** What was typed when this link was asked for; whoever follows it gets that account, and no stranger's. */
  registration?: Registration;
}

/**
 * Single-use tokens that travel by e-mail. Of links to choose a password only the newest works (C-3): decided when it is used,
 * since two that are asked for at the same moment don't see each other. Links that confirm an address all work until one
 * is used: they prove the same, and mails overtake each other.
 */
export function accountTokenStore(connection: Connection) {
  const tokens = databaseOf(connection).collection<TokenDocument>('accountTokens');

  async function working(hash: string, purpose: TokenPurpose, now: Date, tx?: Tx): Promise<TokenDocument | null> {
    const found = await tokens.findOne({ _id: hash, purpose }, tx ? { session: tx.session } : {});
    if (!found || found.expiresAt <= now) return null;
    if (purpose === 'confirm-email') return found;
    return (await newest(found.accountId, purpose, tx))?._id === hash ? found : null;
  }

  function newest(accountId: string, purpose: TokenPurpose, tx?: Tx): Promise<TokenDocument | null> {
    return tokens.findOne(
      { accountId, purpose },
      // not by their end: one that staff asked for lives longer than one that is asked for later
      { sort: { madeAt: -1, expiresAt: -1, _id: -1 }, ...(tx ? { session: tx.session } : {}) },
    );
  }

  async function endAll(tx: Tx, accountId: string, purpose: TokenPurpose): Promise<void> {
    await tokens.deleteMany({ accountId, purpose }, { session: tx.session });
  }

  return {
    async put(tx: Tx, token: Omit<TokenDocument, '_id' | 'madeAt'> & { hash: string }): Promise<void> {
      const { hash, ...rest } = token;
      await tokens.insertOne({ _id: hash, ...rest, madeAt: tx.now }, { session: tx.session });
    },
    /** Whose token it is; null when it doesn't work (any more). */
    async owner(hash: string, purpose: TokenPurpose, now: Date): Promise<string | null> {
      return (await working(hash, purpose, now))?.accountId ?? null;
    },
    /** Takes the token away, with all others of its kind; null when it doesn't work (any more). */
    async use(
      tx: Tx,
      hash: string,
      purpose: TokenPurpose,
    ): Promise<{ accountId: string; registration: Registration | undefined } | null> {
      const token = await working(hash, purpose, tx.now, tx);
      if (!token) return null;
      const { accountId, registration } = token;
      await endAll(tx, accountId, purpose);
      return { accountId, registration };
    },
    /** What was typed for the newest link to confirm an account's address. */
    async lastRegistration(tx: Tx, accountId: string): Promise<Registration | undefined> {
      return (await newest(accountId, 'confirm-email', tx))?.registration;
    },
    endAll,
  };
}
export type AccountTokenStore = ReturnType<typeof accountTokenStore>;
