import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';

export interface Partner {
  /** The client id. */
  id: string;
  name: string;
  federation: string;
  secretHash: string;
  createdAt: Date;
  revokedAt: Date | null;
}
type PartnerDocument = Omit<Partner, 'id'> & { _id: string };

const toPartner = ({ _id, ...rest }: PartnerDocument): Partner => ({ id: _id, ...rest });

export const partnerIndexes = { partners: [{ key: { revokedAt: 1 }, name: 'revoked' }] } as const;

/** API clients of federations. */
export function partnerStore(connection: Connection) {
  const partners = databaseOf(connection).collection<PartnerDocument>('partners');
  return {
    async byId(clientId: string): Promise<Partner | null> {
      const found = await partners.findOne({ _id: clientId });
      return found && toPartner(found);
    },
    async revokedSince(moment: Date): Promise<string[]> {
      const found = await partners.find({ revokedAt: { $gte: moment } }, { projection: { _id: 1 } }).toArray();
      return found.map(({ _id }) => _id);
    },
    /** Whether tokens of this partner still count. */
    async isOpen(clientId: string): Promise<boolean> {
      return (await partners.countDocuments({ _id: clientId, revokedAt: null }, { limit: 1 })) === 1;
    },
    async insert(tx: Tx, { id, ...rest }: Partner): Promise<void> {
      await partners.insertOne({ _id: id, ...rest }, { session: tx.session });
    },
    /** Takes the access away; gives the partner as it was, null when there is none. */
    async revoke(tx: Tx, clientId: string): Promise<Partner | null> {
      const found = await partners.findOneAndUpdate(
        { _id: clientId },
        [{ $set: { revokedAt: { $ifNull: ['$revokedAt', tx.now] } } }],
        { session: tx.session },
      );
      return found && toPartner(found);
    },
    /** A page in order of client id, which grows with time. */
    page: (wish: PageWish) => pageById(partners, {}, wish, toPartner, { ascending: true, counted: true }),
  };
}
export type PartnerStore = ReturnType<typeof partnerStore>;
