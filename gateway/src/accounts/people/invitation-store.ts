import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { StaffRole } from '../domain/roles.ts';

/** Somebody who is asked to work for the provider; gone once they did, or when it was taken back. */
export interface StaffInvitation {
  id: string;
  email: string;
  roles: StaffRole[];
  /** Account of who asked, or `command`. */
  invitedBy: string;
  invitedAt: Date;
  expiresAt: Date;
}

type InvitationDocument = Omit<StaffInvitation, 'id'> & { _id: string; tokenHash: string };

export const invitationIndexes = {
  staffInvitations: [
    { key: { tokenHash: 1 }, name: 'token', unique: true },
    { key: { email: 1 }, name: 'email', unique: true },
    { key: { invitedBy: 1 }, name: 'invitedBy' },
    { key: { expiresAt: 1 }, name: 'expiry', expireAfterSeconds: 0 },
  ],
  staffTurns: [],
} as const;

function toInvitation({ _id, tokenHash, ...rest }: InvitationDocument): StaffInvitation {
  return { id: _id, ...rest };
}

/** Open invitations of staff, one for an address: a new one takes the place of that before. */
export function invitationStore(connection: Connection) {
  const database = databaseOf(connection);
  const invitations = database.collection<InvitationDocument>('staffInvitations');
  const turns = database.collection<{ _id: string; taken: number }>('staffTurns');
  return {
    /** To be called once, before turns are taken. */
    async prepare(): Promise<void> {
      await turns.updateOne({ _id: 'roles' }, { $setOnInsert: { taken: 0 } }, { upsert: true });
    },
    /** Of two who change roles at the same moment one waits: each sees who is left. */
    async takeTurn(tx: Tx): Promise<void> {
      await turns.updateOne({ _id: 'roles' }, { $inc: { taken: 1 } }, { session: tx.session });
    },
    async put(tx: Tx, { id, ...rest }: StaffInvitation, tokenHash: string): Promise<void> {
      await invitations.deleteOne({ email: rest.email }, { session: tx.session });
      await invitations.insertOne({ _id: id, ...rest, tokenHash }, { session: tx.session });
    },
    /** By the secret of the link; null when it doesn't work (any more). */
    async byToken(tokenHash: string, now: Date, tx?: Tx): Promise<StaffInvitation | null> {
      const found = await invitations.findOne({ tokenHash }, tx ? { session: tx.session } : {});
      return found && found.expiresAt > now ? toInvitation(found) : null;
    },
    /** Takes one away and gives it; null when there is none. */
    async take(tx: Tx, id: string): Promise<StaffInvitation | null> {
      const found = await invitations.findOneAndDelete({ _id: id }, { session: tx.session });
      return found && toInvitation(found);
    },
    /** Takes away what somebody offered who may offer nothing any more. */
    async takeAllBy(tx: Tx, invitedBy: string): Promise<StaffInvitation[]> {
      const found = await invitations.find({ invitedBy }, { session: tx.session }).toArray();
      await invitations.deleteMany({ invitedBy }, { session: tx.session });
      return found.map(toInvitation);
    },
    /** The newest first. */
    page: (wish: PageWish) => pageById(invitations, {}, wish, toInvitation, { counted: true }),
  };
}
export type InvitationStore = ReturnType<typeof invitationStore>;
