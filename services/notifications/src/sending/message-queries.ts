import { decodeCursor, pageFrom } from '@leerhuis/http-api';
import { type Connection, databaseOf } from '@leerhuis/mongo';
import { z } from 'zod';
import type { Message, MessageDoc, MessageState } from './message-store.ts';
import { messageOf } from './message-store.ts';

interface Page {
  limit: number;
  cursor?: string | undefined;
}
type Listed = Omit<Message, 'text' | 'html' | 'data'>;

const position = z.strictObject({ at: z.iso.datetime(), id: z.string() });
/** A list shows what a message is, not what it says. */
const withoutTexts = { text: 0, html: 0, data: 0 } as const;

export type MessageQueries = ReturnType<typeof messageQueries>;

export function messageQueries(connection: Connection) {
  const messages = databaseOf(connection).collection<MessageDoc>('messages');

  async function page(filter: Partial<Pick<MessageDoc, 'accountId' | 'state'>>, { limit, cursor }: Page) {
    const after = decodeCursor(position, cursor);
    const at = after && new Date(after.at);
    const older = after && at ? { $or: [{ queuedAt: { $lt: at } }, { queuedAt: at, _id: { $lt: after.id } }] } : {};
    const found = await messages
      .find({ ...filter, ...older })
      .project<Omit<MessageDoc, keyof typeof withoutTexts>>(withoutTexts)
      .sort({ queuedAt: -1, _id: -1 })
      .limit(limit + 1)
      .toArray();
    const { items, nextCursor } = pageFrom(found, limit, (last) => ({ at: last.queuedAt.toISOString(), id: last._id }));
    return { items: items.map(({ _id, ...rest }): Listed => ({ id: _id, ...rest })), nextCursor };
  }

  return {
    /** The file of one person, the newest first. */
    ofAccount: (accountId: string, wanted: Page) => page({ accountId }, wanted),

    /** For staff: everybody's, narrowed by state or person. */
    all: (filter: { state?: MessageState | undefined; accountId?: string | undefined }, wanted: Page) =>
      page(
        {
          ...(filter.state === undefined ? {} : { state: filter.state }),
          ...(filter.accountId === undefined ? {} : { accountId: filter.accountId }),
        },
        wanted,
      ),

    async get(id: string): Promise<Message | null> {
      const found = await messages.findOne({ _id: id });
      return found && messageOf(found);
    },
  };
}
