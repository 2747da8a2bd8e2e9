import { type Connection, databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import { createLease, type Lease, type LeaseDocument, type Tx } from '@leerhuis/outbox';
import type { Newsletter, NewsletterState } from './domain/newsletter.ts';

type NewsletterDoc = Omit<Newsletter, 'id'> & {
  _id: string;
  /** Real time of the last mail that was dealt with, while it is being sent. */
  progressAt?: Date;
};

export const newsletterIndexes = {
  newsletters: [
    { key: { state: 1 as const, _id: 1 as const }, name: 'state' },
    { key: { state: 1 as const, scheduledFor: 1 as const }, name: 'due' },
  ],
  newsletterLease: [],
};

/** Which copy of the service sends. */
export async function senderLease(connection: Connection, holder: string, lengthMs: number): Promise<Lease> {
  const leases = databaseOf(connection).collection<LeaseDocument>('newsletterLease');
  await leases.updateOne({ _id: 'sender' }, { $setOnInsert: { holder: null, until: new Date(0) } }, { upsert: true });
  return createLease(leases, 'sender', holder, lengthMs);
}

/** A newsletter that is to go on, and since when nothing was dealt with. */
export interface UnderWay {
  newsletter: Newsletter;
  since: Date;
}

export type NewsletterStore = ReturnType<typeof newsletterStore>;

export function newsletterStore(connection: Connection) {
  const newsletters = databaseOf(connection).collection<NewsletterDoc>('newsletters');
  return {
    async get(id: string, tx?: Tx): Promise<Newsletter | null> {
      const found = await newsletters.findOne({ _id: id }, tx ? { session: tx.session } : {});
      return found && newsletterOf(found);
    },

    async insert(tx: Tx, { id, ...newsletter }: Newsletter): Promise<void> {
      await newsletters.insertOne({ _id: id, ...newsletter }, { session: tx.session });
    },

    /** Two who save at the same moment: the transaction of the later one is run anew. */
    async save(tx: Tx, { id, ...newsletter }: Newsletter): Promise<void> {
      await newsletters.updateOne({ _id: id }, { $set: newsletter }, { session: tx.session });
    },

    async remove(tx: Tx, id: string): Promise<void> {
      await newsletters.deleteOne({ _id: id }, { session: tx.session });
    },

    /** For staff, the newest first. */
    page: (state: NewsletterState | undefined, wish: PageWish) =>
      pageById(newsletters, state ? { state } : {}, wish, (doc: NewsletterDoc) => newsletterOf(doc), { counted: true }),

    async underWay(): Promise<UnderWay[]> {
      const found = await newsletters.find({ state: 'sending' }).sort({ _id: 1 }).limit(100).toArray();
      return found.map((doc) => ({ newsletter: newsletterOf(doc), since: doc.progressAt ?? new Date(0) }));
    },

    /** Whose moment has come. */
    async due(now: Date): Promise<Newsletter[]> {
      const due = { state: 'scheduled' as const, scheduledFor: { $lte: now } };
      const found = await newsletters.find(due).sort({ scheduledFor: 1 }).limit(100).toArray();
      return found.map(newsletterOf);
    },

    async noteProgress(id: string, progressAt: Date, tx?: Tx): Promise<void> {
      await newsletters.updateOne({ _id: id }, { $set: { progressAt } }, tx ? { session: tx.session } : {});
    },

    async noteRecipients(id: string, recipients: number): Promise<void> {
      await newsletters.updateOne({ _id: id }, { $set: { recipients } });
    },

    /** Still to go on at this moment: staff may have paused or stopped it. */
    async isSending(id: string): Promise<boolean> {
      return (await newsletters.countDocuments({ _id: id, state: 'sending' }, { limit: 1 })) === 1;
    },
  };
}

function newsletterOf({ _id, progressAt: _, ...newsletter }: NewsletterDoc): Newsletter {
  return { id: _id, ...newsletter };
}
