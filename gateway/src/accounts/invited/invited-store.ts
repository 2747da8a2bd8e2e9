import type { Locale } from '@leerhuis/language';
import { localCopy } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';

/** Somebody whom an organisation invited: who follows a link to it has the mailbox. */
export interface Invited {
  revision: number;
  email: string;
  /** sha256 of the secrets in the links. */
  tokens: string[];
  firstName: string;
  lastName: string;
  locale: Locale;
  organisationName: string;
  expiresAt: Date;
}

export const invitedIndexes = {
  invitedCopies: [
    { key: { tokens: 1 as const }, name: 'tokens' },
    { key: { expiresAt: 1 as const }, name: 'expiry', expireAfterSeconds: 0 },
  ],
};

/** The gateway's copy of open invitations of organisations. */
export function invitedStore(connection: Connection) {
  const copies = localCopy<Invited>(connection, 'invitedCopies');
  return {
    put: copies.put,
    remove: copies.remove,
    /** By the secret of a link; null when it proves nothing (any more), or is not known here yet. */
    async byToken(hash: string, now: Date, tx?: Tx): Promise<Invited | null> {
      const [found] = await copies.find({ tokens: hash }, { limit: 1, ...(tx ? { session: tx.session } : {}) });
      return found && found.expiresAt > now ? found : null;
    },
  };
}
export type InvitedStore = ReturnType<typeof invitedStore>;
