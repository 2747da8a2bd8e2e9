import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import { type FactorRefusal, type Factors, noFactors } from './domain/factors.ts';

type FactorsDocument = Omit<Factors, 'accountId'> & { _id: string };

export interface ChallengeDocument {
  /** The session that is to answer, and what for. */
  _id: string;
  challenge: string;
  until: Date;
}

export const factorIndexes = {
  passkeyChallenges: [{ key: { until: 1 }, name: 'gone', expireAfterSeconds: 0 }],
} as const;

const toFactors = ({ _id, ...rest }: FactorsDocument): Factors => ({ accountId: _id, ...rest });

/** Second factors, one document for each account, and what passkeys are asked to sign. */
export function factorStore(connection: Connection) {
  const factors = databaseOf(connection).collection<FactorsDocument>('secondFactors');
  const challenges = databaseOf(connection).collection<ChallengeDocument>('passkeyChallenges');
  return {
    async of(accountId: string, tx?: Tx): Promise<Factors> {
      const found = await factors.findOne({ _id: accountId }, tx ? { session: tx.session } : {});
      return found ? toFactors(found) : noFactors(accountId);
    },
    async save(tx: Tx, { accountId, ...rest }: Factors): Promise<void> {
      await factors.replaceOne({ _id: accountId }, rest, { session: tx.session, upsert: true });
    },
    /** Loads, decides, saves what is no refusal. */
    async update(
      tx: Tx,
      accountId: string,
      decide: (factors: Factors) => Factors | FactorRefusal,
    ): Promise<Factors | FactorRefusal> {
      const decided = decide(await this.of(accountId, tx));
      if (!('refused' in decided)) await this.save(tx, decided);
      return decided;
    },
    async remove(tx: Tx, accountId: string): Promise<boolean> {
      return (await factors.deleteOne({ _id: accountId }, { session: tx.session })).deletedCount === 1;
    },
    async ask(id: string, challenge: string, until: Date): Promise<void> {
      await challenges.replaceOne({ _id: id }, { challenge, until }, { upsert: true });
    },
    /** What was asked, once; null when nothing was, or too long ago. */
    async asked(id: string, now: Date): Promise<string | null> {
      const found = await challenges.findOneAndDelete({ _id: id });
      return found && found.until > now ? found.challenge : null;
    },
  };
}
export type FactorStore = ReturnType<typeof factorStore>;
