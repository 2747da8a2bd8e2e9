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
 */
export function chapterIds(wanted: readonly Pick<Chapter, 'title' | 'mediaId'>[], before: Known | null): string[] {
  if (!before) return wanted.map((_, n) => `c${n + 1}`);
  const { chapters, formerChapters = [] } = before;
  const left = [...chapters];
  const take = (fits: (chapter: Chapter) => boolean): string | undefined => {
    const at = left.findIndex(fits);
    return at < 0 ? undefined : left.splice(at, 1)[0]?.chapterId;
  };
  const byTitle = wanted.map(({ mediaId, title }) =>
    take((known) => known.mediaId === mediaId && same(known.title, title)),
  );
  const byVideo = wanted.map(({ mediaId }, n) => byTitle[n] ?? take((known) => known.mediaId === mediaId));
  const gone = [...formerChapters];
  let last = Math.max(lastNumberUsedAsId, ...[...chapters, ...gone].map(({ chapterId }) => numberOf(chapterId)));
  return wanted.map(({ mediaId }, n) => {
    const known = byVideo[n];
    if (known !== undefined) return known;
    const at = gone.findIndex((each) => each.mediaId === mediaId);
    const [back] = at < 0 ? [] : gone.splice(at, 1);
    return back?.chapterId ?? `c${++last}`;
  });
}

/** What the course has to remember once it has these chapters; undefined when nothing was ever taken out. */
export function formerChapters(before: Known, chapters: readonly Chapter[]): FormerChapter[] | undefined {
  const present = new Set(chapters.map(({ chapterId }) => chapterId));
  const known = [...(before.formerChapters ?? []), ...before.chapters];
  const gone = known.filter(({ chapterId }) => !present.has(chapterId));
  return gone.length === 0 ? undefined : gone.map(({ chapterId, mediaId }) => ({ chapterId, mediaId }));
}

const numberOf = (chapterId: string) => Number(/^c(\d+)$/.exec(chapterId)?.[1] ?? 0);
