import { isDuplicateKey } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import { OneRefused } from '@leerhuis/waiting';
import type { Answer } from '../answering/answer.ts';
import type { Keeping } from '../declaring/context.ts';
import type { Idempotency } from './idempotency.ts';
import type { RequestIdentity } from './idempotency-store.ts';

/** An answer with the key that it is stored under. */
export interface Keyed extends Keeping {
  under: { identity: RequestIdentity; at: Date; idempotency: Idempotency };
}

const isKeyed = (one: Keeping): one is Keyed => 'under' in one;

/**
 * Stores the answers of requests to one route that share a transaction, in one write, and gives them back in their order. To be the last
 * thing that the transaction does.
 * @throws OneRefused of a request that another process answered meanwhile
 */
export async function keepAll(tx: Tx, all: readonly Keeping[]): Promise<Answer[]> {
  const stored = all.flatMap((one, index) => (isKeyed(one) ? [{ ...one.under, answer: one.answer, index }] : []));
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
