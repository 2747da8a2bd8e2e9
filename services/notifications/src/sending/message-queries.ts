import { type Connection, databaseOf, type PageWish, pageByTime } from '@leerhuis/mongo';
import type { mongo } from 'mongoose';
import type { Whose } from '../whose.ts';
import { templatesSeenWith } from './message-rights.ts';
import type { Message, MessageDoc, MessageState } from './message-store.ts';
import { messageOf } from './message-store.ts';

export type Listed = Omit<Message, 'text' | 'html' | 'data'>;

/** A list shows what a message is, not what it says. */
const withoutTexts = { text: 0, html: 0, data: 0 } as const;

export type MessageQueries = ReturnType<typeof messageQueries>;

export function messageQueries(connection: Connection) {
  const messages = databaseOf(connection).collection<MessageDoc>('messages');

  return {
    /** What is in somebody's file, or an organisation's, the newest first. */
    ofFile: (whose: Whose, filter: MessageFilter, wanted: PageWish) =>
      pageByTime(messages, 'queuedAt', { ...ownedBy(whose), ...narrowedBy(filter) }, wanted, listedOf, {
        projection: withoutTexts,
        counted: true,
        hint: whose.kind === 'person' ? 'account' : 'organisation',
      }),

    /** One of the file; null also for what is in another's. */
    async ofFileById(whose: Whose, id: string): Promise<Message | null> {
      const found = await messages.findOne({ _id: id });
      return found && isIn(whose, found) ? messageOf(found) : null;
    },

    /** For staff: everybody's, narrowed by state or person. */
    all: (filter: { state?: MessageState | undefined; accountId?: string | undefined }, wanted: PageWish) =>
      pageByTime(
        messages,
        'queuedAt',
        {
          ...(filter.state === undefined ? {} : { state: filter.state }),
          ...(filter.accountId === undefined ? {} : { accountId: filter.accountId }),
        },
        wanted,
        listedOf,
        { projection: withoutTexts, counted: true },
      ),

    async get(id: string): Promise<Message | null> {
      const found = await messages.findOne({ _id: id });
      return found && messageOf(found);
    },
  };
}

/** What a list of somebody's messages is narrowed by. */
export interface MessageFilter {
  state?: MessageState | undefined;
  from?: Date | undefined;
  /** The first moment that is not of the period any more. */
  before?: Date | undefined;
}

function narrowedBy({ state, from, before }: MessageFilter): mongo.Filter<MessageDoc> {
  const period = { ...(from && { $gte: from }), ...(before && { $lt: before }) };
  return { ...(state && { state }), ...(from || before ? { queuedAt: period } : {}) };
}

function ownedBy(whose: Whose): mongo.Filter<MessageDoc> {
  if (whose.kind === 'person') return { accountId: whose.accountId };
  const organisationId = { $eq: whose.organisationId, $type: 'string' as const };
  return { organisationId, template: { $in: templatesSeenWith(whose.rights) } };
}

function isIn(whose: Whose, { accountId, organisationId, template }: MessageDoc): boolean {
  if (whose.kind === 'person') return accountId === whose.accountId;
  return organisationId === whose.organisationId && templatesSeenWith(whose.rights).includes(template);
}

function listedOf({ _id, ...rest }: Omit<MessageDoc, keyof typeof withoutTexts>): Listed {
  return { id: _id, ...rest };
}

/** As a file shows it among other things. */
export function filedOf({ id, queuedAt: at, subject, state, bounce, organisationId = null, attachments }: Listed) {
  const shown = attachments.map(({ filename, contentType, size }) => ({ filename, contentType, size }));
  return { id, at, subject, state, bounceWhy: bounce?.why ?? null, organisationId, attachments: shown };
}
