import { type Connection, databaseOf, type PageWish, pageByTime } from '@leerhuis/mongo';
import type { Message, MessageDoc, MessageState } from './message-store.ts';
import { messageOf } from './message-store.ts';

type Listed = Omit<Message, 'text' | 'html' | 'data'>;

/** A list shows what a message is, not what it says. */
const withoutTexts = { text: 0, html: 0, data: 0 } as const;

export type MessageQueries = ReturnType<typeof messageQueries>;

export function messageQueries(connection: Connection) {
  const messages = databaseOf(connection).collection<MessageDoc>('messages');

  return {
    /** The file of one person, the newest first. */
    ofAccount: (accountId: string, wanted: PageWish) =>
      pageByTime(messages, 'queuedAt', { accountId }, wanted, listedOf, {
        projection: withoutTexts,
        counted: true,
      }),

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

function listedOf({ _id, ...rest }: Omit<MessageDoc, keyof typeof withoutTexts>): Listed {
  return { id: _id, ...rest };
}
