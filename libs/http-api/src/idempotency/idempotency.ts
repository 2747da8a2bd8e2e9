import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '@leerhuis/auth';
import { isDuplicateKey } from '@leerhuis/mongo';
import type { Outbox, Tx } from '@leerhuis/outbox';
import type { Answer } from '../answering/answer.ts';
import { invalidRequest, Problem, problem } from '../answering/problem.ts';
import type { Earlier, IdempotencyStore, RequestIdentity } from './idempotency-store.ts';

/** Between the first and last of visible characters there may be spaces. */
export const keyPattern = /^[!-~]([ -~]{0,253}[!-~])?$/;

/** @throws Problem 400 when the header isn't 1 to 255 printable characters */
export function readKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && keyPattern.test(header)) return header;
  const message = {
    nl: '1 tot 255 afdrukbare tekens verwacht',
    fr: '1 à 255 caractères imprimables attendus',
    en: 'Expected 1 to 255 printable characters',
  };
  throw invalidRequest([{ field: 'header.idempotency-key', message }]);
}

/** Whose key it is: people's and partners' keys never meet, nor what somebody does for themselves and for an organisation. */
export function keyOwnerOf(actor: Actor | null): string {
  if (!actor) return 'anonymous';
  switch (actor.kind) {
    case 'account':
      return `account ${actor.accountId}`;
    case 'member':
      return `account ${actor.accountId} for ${actor.organisationId}`;
    case 'partner':
      return `partner ${actor.clientId}`;
  }
}

export interface Idempotency {
  /**
   * Runs the handler once per identity; equal requests, also those at the same moment, get the same answer.
   * @param stop given when the handler changes nothing before its transaction: then it begins while an earlier answer is looked for, and is
   * stopped when there is one. Should it go on all the same, its transaction fails at the key.
   */
  run(identity: RequestIdentity, handle: () => Promise<Answer>, stop?: () => void): Promise<Answer>;
  transaction<T extends Answer>(identity: RequestIdentity, at: Date, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Stores answers of several requests in a transaction that they share. */
  keepAll(tx: Tx, answers: readonly { identity: RequestIdentity; at: Date; answer: Answer }[]): Promise<void>;
  remember(identity: RequestIdentity, at: Date, answer: Answer): Promise<Answer>;
}

export function createIdempotency(store: IdempotencyStore, outbox: Outbox): Idempotency {
  // equal requests in this process wait for each other, instead of running into conflicts in the database
  const running = new Map<string, Promise<unknown>>();

  async function answered(identity: RequestIdentity): Promise<Answer | null> {
    const earlier: Earlier | null = await store.find(identity);
    if (!earlier) return null;
    if (earlier.differs) throw reused();
    return earlier.answer;
  }

  async function firstOf(
    identity: RequestIdentity,
    handle: () => Promise<Answer>,
    stop: (() => void) | undefined,
  ): Promise<Answer> {
    const begun = stop && handle();
    begun?.catch(() => undefined);
    const earlier = await answered(identity).catch((error: unknown) => {
      stop?.();
      throw error;
    });
    if (earlier) {
      stop?.();
      return earlier;
    }
    try {
      return await (begun ?? handle());
    } catch (error) {
      // an equal request in another process may have been first: then its answer stands, whatever stopped ours
      const other = await answerOfOther(identity, error);
      if (other) return other;
      throw error;
    }
  }

  async function answerOfOther(identity: RequestIdentity, error: unknown): Promise<Answer | null> {
    // a duplicate key shows a moment before a majority has what it is the duplicate of
    const attempts = isDuplicateKey(error) ? 40 : 1;
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      try {
        const other = await answered(identity);
        if (other) return other;
      } catch (failure) {
        throw failure instanceof Problem ? failure : error;
      }
      if (attempt < attempts) await sleep(25);
    }
    return null;
  }

  return {
    run: async (identity, handle, stop) => {
      const before = running.get(identity.id);
      const mine = (before ?? Promise.resolve()).then(
        () => firstOf(identity, handle, stop),
        () => firstOf(identity, handle, stop),
      );
      running.set(identity.id, mine);
      try {
        return await mine;
      } finally {
        if (running.get(identity.id) === mine) running.delete(identity.id);
      }
    },
    transaction: (identity, at, work) =>
      outbox.transaction(async (tx) => {
        const answer = await work(tx);
        await store.put(identity, answer, at, tx.session);
        return answer;
      }),
    keepAll: (tx, answers) => store.putAll(answers, tx.session),
    remember: async (identity, at, answer) => {
      await store.put(identity, answer, at);
      return answer;
    },
  };
}

const reused = () =>
  problem(422, 'idempotency-key-reused', {
    detail: {
      nl: 'Deze Idempotency-Key is al gebruikt voor een ander verzoek.',
      fr: 'Cette Idempotency-Key a déjà servi pour une autre demande.',
      en: 'This Idempotency-Key was used for another request already.',
    },
  });
