import type { SendMessage } from '@leerhuis/contracts';
import { type Connection, databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { BounceReason } from '../addresses/domain/bounce.ts';

/** Overtaken: another message said what became of it before it was sent. */
export const messageStates = ['queued', 'sent', 'failed', 'overtaken'] as const;
export type MessageState = (typeof messageStates)[number];

export interface KeptAttachment {
  filename: string;
  contentType: string;
  /** Bytes. */
  size: number;
  fileId: string;
}

/** A message as it is kept in the recipient's file. Texts and data hold no secret. */
export interface Message {
  id: string;
  /** One job, one message. */
  jobId: string;
  accountId: string | null;
  /** About whose business it is, beside who it is to; older messages don't say, and are between the provider and them. */
  organisationId?: string | null;
  recipient: Pick<SendMessage['recipient'], 'email' | 'name' | 'locale'>;
  template: SendMessage['template'];
  data: SendMessage['data'];
  /** Had a link with a token in it, which is not kept: it cannot be sent again. */
  hasSecrets: boolean;
  subject: string;
  text: string;
  html: string;
  attachments: KeptAttachment[];
  state: MessageState;
  /** Why it failed, or has not been sent yet. */
  reason: string | null;
  /** It failed because of the address that it was to. */
  bounce?: { why: BounceReason; at: Date } | null;
  attempts: number;
  queuedAt: Date;
  sentAt: Date | null;
}

export type MessageDoc = Omit<Message, 'id'> & { _id: string };

export const messageIndexes = {
  messages: [
    { key: { jobId: 1 as const }, name: 'job', unique: true },
    { key: { accountId: 1 as const, queuedAt: -1 as const, _id: -1 as const }, name: 'account' },
    {
      key: { organisationId: 1 as const, template: 1 as const, queuedAt: -1 as const, _id: -1 as const },
      name: 'organisation',
      partialFilterExpression: { organisationId: { $type: 'string' as const } },
    },
    { key: { state: 1 as const, queuedAt: -1 as const, _id: -1 as const }, name: 'state' },
    { key: { queuedAt: -1 as const, _id: -1 as const }, name: 'newest' },
  ],
  overtakenJobs: [],
};

export type MessageStore = ReturnType<typeof messageStore>;

export function messageStore(connection: Connection) {
  const messages = databaseOf(connection).collection<MessageDoc>('messages');
  const overtakenJobs = databaseOf(connection).collection<{ _id: string; at: Date }>('overtakenJobs');
  return {
    async ofJob(jobId: string): Promise<Message | null> {
      const found = await messages.findOne({ jobId });
      return found && messageOf(found);
    },

    /** Keeps the message unless its job has one already; gives the one that is kept. */
    async keep({ id, ...message }: Message): Promise<Message> {
      const kept = await messages.findOneAndUpdate(
        { jobId: message.jobId },
        { $setOnInsert: { _id: id, ...message } },
        { upsert: true, returnDocument: 'after' },
      );
      if (!kept) throw new Error(`message of job ${message.jobId} is not there right after it was kept`);
      return messageOf(kept);
    },

    async markSent(id: string, sentAt: Date): Promise<void> {
      const sent = { state: 'sent' as const, reason: null, bounce: null, sentAt };
      await messages.updateOne({ _id: id }, { $set: sent, $inc: { attempts: 1 } });
    },

    /** The mail of this job is not to be sent any more, whether it has come yet or not. */
    async overtake(jobId: string, at: Date): Promise<void> {
      await overtakenJobs.updateOne({ _id: jobId }, { $setOnInsert: { at } }, { upsert: true });
    },

    async isOvertaken(jobId: string): Promise<boolean> {
      return (await overtakenJobs.findOne({ _id: jobId })) !== null;
    },

    async markOvertaken(id: string): Promise<void> {
      const overtaken = { state: 'overtaken' as const, reason: 'another message says what became of it' };
      await messages.updateOne({ _id: id, state: { $ne: 'sent' } }, { $set: overtaken });
    },

    /** An attempt that came to nothing; what was sent meanwhile by another copy of the service stays sent. */
    async markAttempt(id: string, state: 'queued' | 'failed', reason: string): Promise<void> {
      await messages.updateOne({ _id: id, state: { $ne: 'sent' } }, { $set: { state, reason }, $inc: { attempts: 1 } });
    },

    /** It will not arrive, because of the address. */
    async markBounced(tx: Tx, id: string, why: BounceReason, reason: string): Promise<void> {
      const failed = { state: 'failed' as const, reason, bounce: { why, at: tx.now } };
      const { session } = tx;
      await messages.updateOne(
        { _id: id, state: { $ne: 'sent' } },
        { $set: failed, $inc: { attempts: 1 } },
        { session },
      );
    },

    /** Copies of mails whose reader is to be forgotten. */
    async forget(jobIds: readonly string[]): Promise<void> {
      await messages.deleteMany({ jobId: { $in: [...jobIds] } });
    },

    /** Puts it in line again; null when there is no such message. */
    async requeue(tx: Tx, id: string): Promise<Message | null> {
      const queued = { state: 'queued' as const, reason: null, bounce: null, queuedAt: tx.now };
      const found = await messages.findOneAndUpdate(
        { _id: id },
        { $set: queued },
        { session: tx.session, returnDocument: 'after' },
      );
      return found && messageOf(found);
    },
  };
}

export function messageOf({ _id, ...message }: MessageDoc): Message {
  return { id: _id, ...message };
}
