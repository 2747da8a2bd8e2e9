import type { LocalisedText } from '@leerhuis/language';
import type { CountedPage, PageWish } from '@leerhuis/mongo';
import type { Whose } from '../whose.ts';
import type { CourseTitles } from './course-titles.ts';
import type { Entry } from './domain/entry.ts';
import type { EntryFilter, EntryStore } from './entry-store.ts';
import { merged, type Placed } from './file-page.ts';

/** A message as the file shows it. */
export interface FiledMessage extends Placed {
  subject: string;
  state: 'queued' | 'sent' | 'failed' | 'overtaken';
  bounceWhy: string | null;
  organisationId: string | null;
  attachments: { filename: string; contentType: string; size: number }[];
}

/** What a file is read from. */
export interface Files {
  entries: EntryStore;
  titles: CourseTitles;
  messages: (
    whose: Whose,
    period: { from: Date | null; before: Date | null },
    wish: PageWish,
  ) => Promise<CountedPage<FiledMessage>>;
  /** The provider's: of days. */
  timeZone: string;
}

export type FileItem = { is: 'entry'; entry: Entry & Placed } | { is: 'message'; message: FiledMessage };
type PlacedItem = FileItem & Placed;

/** One page of a file, with the titles of the courses on it. */
export async function readFile(
  { entries, titles, messages }: Files,
  whose: Whose,
  { hasMessages, ...filter }: EntryFilter & { hasMessages: boolean },
  wish: PageWish,
): Promise<CountedPage<FileItem> & { titles: ReadonlyMap<string, LocalisedText> }> {
  const lists = await Promise.all([
    ...(filter.kinds.length > 0 ? [entries.page(whose, filter, wish).then((page) => placed(page, ofEntry))] : []),
    ...(hasMessages ? [messages(whose, filter, wish).then((page) => placed(page, ofMessage))] : []),
  ]);
  const page = merged(lists, wish);
  const courseIds = page.items.flatMap((item) => (item.is === 'entry' ? (item.entry.courseId ?? []) : []));
  const known = courseIds.length === 0 ? [] : await titles.many([...new Set(courseIds)]);
  return { ...page, titles: new Map(known.map(({ id, title }) => [id, title])) };
}

const ofEntry = (entry: Entry & Placed): PlacedItem => ({ is: 'entry', entry, id: entry.id, at: entry.at });
const ofMessage = (message: FiledMessage): PlacedItem => ({ is: 'message', message, id: message.id, at: message.at });

function placed<T>({ items, ...page }: CountedPage<T>, itemOf: (each: T) => PlacedItem): CountedPage<PlacedItem> {
  return { ...page, items: items.map(itemOf) };
}
