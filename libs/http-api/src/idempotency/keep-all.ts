import { isDuplicateKey } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import { OneRefused } from '@leerhuis/waiting';
import type { Answer } from '../answering/answer.ts';
import type { Idempotency } from './idempotency.ts';
import type { RequestIdentity } from './idempotency-store.ts';

/** An answer, and the key that it is stored under, if its request came with one. */
export interface Keeping {
  answer: Answer;
  under?: { identity: RequestIdentity; at: Date; idempotency: Idempotency };
}

/**
 * Stores the answers of requests to one route that share a transaction, in one write, and gives them back in their order. To be the last
 * thing that the transaction does.
 * @throws OneRefused of a request that another process answered meanwhile
 */
export async function keepAll(tx: Tx, all: readonly Keeping[]): Promise<Answer[]> {
  const stored = all.flatMap(({ answer, under }, at) => (under ? [{ ...under, answer, at: under.at, index: at }] : []));
  const [first] = stored;
  try {
    await first?.idempotency.keepAll(tx, stored);
  } catch (error) {
    const { writeErrors } = error as { writeErrors?: { index: number }[] };
    const index = isDuplicateKey(error) ? stored[writeErrors?.[0]?.index ?? 0]?.index : undefined;
    throw index === undefined ? error : new OneRefused(index, error);
  }
  return all.map(({ answer }) => answer);
}
