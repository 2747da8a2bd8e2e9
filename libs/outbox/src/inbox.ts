import { AsyncResource } from 'node:async_hooks';
import { isDatabaseTrouble, isDuplicateKey } from '@leerhuis/mongo';
import { inGroups } from '@leerhuis/waiting';
import type { mongo } from 'mongoose';
import type { InboxEntry } from './collections.ts';

/** Transactions that are under way at the same moment; what comes in meanwhile waits for the next, and goes together. */
const atOnce = 4;
const largest = 16;

interface InTransaction {
  session: mongo.ClientSession;
}
interface Message<T> {
  _id: string;
  work: (tx: T) => Promise<void>;
}
type Handled = 'done' | 'duplicate';
type Result = { handled: Handled } | { error: unknown };

/**
 * Does what a message asks for once: its id and its effect are stored in one transaction. Messages that wait share one, since
 * a commit costs the same for sixteen as for one.
 */
export function createInbox<T extends InTransaction>(
  inbox: mongo.Collection<InboxEntry>,
  transaction: (work: (tx: T) => Promise<void>) => Promise<void>,
): (message: Message<T>) => Promise<Handled> {
  async function alone({ _id, work }: Message<T>): Promise<Result> {
    try {
      await transaction(async (tx) => {
        await inbox.insertOne({ _id, at: new Date() }, { session: tx.session });
        await work(tx);
      });
      return { handled: 'done' };
    } catch (error) {
      return isDuplicateOf(error, _id) ? { handled: 'duplicate' } : { error };
    }
  }

  /** All or none; when it is none, each shows by itself what becomes of it. */
  async function together(messages: Message<T>[]): Promise<Result[]> {
    const [first] = messages;
    if (first && messages.length === 1) return [await alone(first)];
    try {
      await transaction(async (tx) => {
        const entries = messages.map(({ _id }) => ({ _id, at: new Date() }));
        await inbox.insertMany(entries, { session: tx.session });
        for (const { work } of messages) await work(tx);
      });
      return messages.map(() => ({ handled: 'done' }));
    } catch (error) {
      if (isDatabaseTrouble(error)) return messages.map(() => ({ error }));
      return Promise.all(messages.map(alone));
    }
  }

  const join = inGroups(together, { atOnce, largest });

  return async ({ _id, work }) => {
    // in the trace of its own message, whoever begins the transaction
    const result = await join({ _id, work: AsyncResource.bind(work) });
    if ('error' in result) throw result.error;
    return result.handled;
  };
}

function isDuplicateOf(error: unknown, _id: string): boolean {
  if (!isDuplicateKey(error)) return false;
  const { keyValue } = error as { keyValue?: { _id?: unknown } };
  return keyValue?._id === _id;
}
