import type { Chapter, Course, FormerChapter } from './course.ts';
import { same } from './same.ts';

type Known = Pick<Course, 'chapters' | 'formerChapters'>;

/**
 * Before chapters had ids of their own they were called by their numbers, of which a file has 100 at most: any of those may
 * have been the name of a chapter that is gone.
 */
const lastNumberUsedAsId = 100;

/**
 * The ids of the chapters that a file describes, in its order (V-23): the same video keeps the id that it has, or had before it
 * was taken out, wherever it stands now; a new one gets an id that no chapter of the course ever had. Of several chapters with
 * one video each keeps its own, told apart by their titles and else by their order. In a new course they are c1, c2 …
 * @param videoOf what is one video whatever name it was uploaded under, of its name
 */
export function chapterIds(
  wanted: readonly Pick<Chapter, 'title' | 'mediaId'>[],
  before: Known | null,
  videoOf: (mediaId: string) => string,
): string[] {
  if (!before) return wanted.map((_, n) => `c${n + 1}`);
  const { chapters, formerChapters = [] } = before;
  const left: FormerChapter[] = [...chapters, ...formerChapters];
  const present = new Set<FormerChapter>(chapters);
  const ids = wanted.map((): string | undefined => undefined);
  // the surest way of telling first, for all of them
  const ways: ((known: FormerChapter & { title?: Chapter['title'] }, want: (typeof wanted)[number]) => boolean)[] = [
    (known, want) => known.mediaId === want.mediaId && same(known.title, want.title),
    (known, want) => known.mediaId === want.mediaId && present.has(known),
    (known, want) => videoOf(known.mediaId) === videoOf(want.mediaId) && same(known.title, want.title),
    (known, want) => videoOf(known.mediaId) === videoOf(want.mediaId) && present.has(known),
    (known, want) => known.mediaId === want.mediaId,
    (known, want) => videoOf(known.mediaId) === videoOf(want.mediaId),
  ];
  for (const isIt of ways) {
    for (const [n, want] of wanted.entries()) {
      if (ids[n] !== undefined) continue;
      const at = left.findIndex((known) => isIt(known, want));
      if (at >= 0) ids[n] = left.splice(at, 1)[0]?.chapterId;
    }
  }
  let last = Math.max(
    lastNumberUsedAsId,
    ...[...chapters, ...formerChapters].map(({ chapterId }) => numberOf(chapterId)),
  );
  return ids.map((id) => id ?? `c${++last}`);
}

/** What the course has to remember once it has these chapters; undefined when nothing was ever taken out. */
export function formerChapters(before: Known, chapters: readonly Chapter[]): FormerChapter[] | undefined {
  const present = new Set(chapters.map(({ chapterId }) => chapterId));
  const known = [...(before.formerChapters ?? []), ...before.chapters];
  const gone = known.filter(({ chapterId }) => !present.has(chapterId));
  return gone.length === 0 ? undefined : gone.map(({ chapterId, mediaId }) => ({ chapterId, mediaId }));
}

const numberOf = (chapterId: string) => Number(/^c(\d+)$/.exec(chapterId)?.[1] ?? 0);
