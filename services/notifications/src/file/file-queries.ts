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
  /** What an organisation calls its people, by account. */
  namesIn: (organisationId: string, accountIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  organisationNames: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** What items are shown with. */
export interface FileNames {
  /** By course. */
  titles: ReadonlyMap<string, LocalisedText>;
  /** By account. */
  names: ReadonlyMap<string, string>;
  organisations: ReadonlyMap<string, string>;
}

export type FileItem = { is: 'entry'; entry: Entry & Placed } | { is: 'message'; message: FiledMessage };
type PlacedItem = FileItem & Placed;

/** One page of a file, with the titles of the courses on it, and of an organisation the names of who learns. */
export async function readFile(
  { entries, titles, messages, namesIn, organisationNames }: Files,
  whose: Whose,
  { hasMessages, ...filter }: EntryFilter & { hasMessages: boolean },
  wish: PageWish,
): Promise<CountedPage<FileItem> & FileNames> {
  const lists = await Promise.all([
    ...(filter.kinds.length > 0 ? [entries.page(whose, filter, wish).then((page) => placed(page, ofEntry))] : []),
    ...(hasMessages ? [messages(whose, filter, wish).then((page) => placed(page, ofMessage))] : []),
  ]);
  const page = merged(lists, wish);
  const shown = page.items.flatMap((item) => (item.is === 'entry' ? item.entry : []));
  const courseIds = new Set(shown.flatMap(({ courseId }) => courseId ?? []));
  const learners = new Set(shown.flatMap(({ accountId }) => accountId ?? []));
  const ids = page.items.map((item) => (item.is === 'entry' ? item.entry : item.message).organisationId);
  const organisationIds = new Set(ids.filter((id) => id !== null));
  const [courses, names, organisations] = await Promise.all([
    courseIds.size === 0 ? [] : titles.many([...courseIds]),
    whose.kind === 'organisation' && learners.size > 0 ? namesIn(whose.organisationId, [...learners]) : new Map(),
    organisationIds.size === 0 ? new Map() : organisationNames([...organisationIds]),
  ]);
  return { ...page, names, organisations, titles: new Map(courses.map(({ id, title }) => [id, title])) };
}

const ofEntry = (entry: Entry & Placed): PlacedItem => ({ is: 'entry', entry, id: entry.id, at: entry.at });
const ofMessage = (message: FiledMessage): PlacedItem => ({ is: 'message', message, id: message.id, at: message.at });

function placed<T>({ items, ...page }: CountedPage<T>, itemOf: (each: T) => PlacedItem): CountedPage<PlacedItem> {
  return { ...page, items: items.map(itemOf) };
}
