import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chapterIds, formerChapters } from './chapter-ids.ts';
import type { Chapter, Course } from './course.ts';

type Known = Pick<Course, 'chapters' | 'formerChapters'>;

/** `A`, `B` … are videos, `a` the same as `A` under another name; `B:Again` is one with a title of its own. */
const wanted = (videos: string) =>
  videos.split(' ').map((video) => {
    const [mediaId = '', title = mediaId] = video.split(':');
    return { mediaId, title: { nl: title } };
  });

function imported(videos: string, before: Known | null): Known {
  const chapters = wanted(videos);
  const ids = chapterIds(chapters, before, (mediaId) => mediaId.toUpperCase());
  const next = chapters.map((chapter, n): Chapter => ({ ...chapter, chapterId: ids[n] ?? '', durationSeconds: 20 }));
  return { chapters: next, formerChapters: before ? formerChapters(before, next) : undefined };
}

const shown = ({ chapters }: Known) => chapters.map(({ chapterId, mediaId }) => `${mediaId}=${chapterId}`).join(' ');
const after = ([first = '', ...later]: string[]) =>
  shown(later.reduce((course, videos) => imported(videos, course), imported(first, null)));

describe('ids of chapters (V-23)', () => {
  it.each([
    ['of a new course are its numbers', ['A B C'], 'A=c1 B=c2 C=c3'],
    ['stay with their videos when one is put in front', ['A B', 'X A B'], 'X=c101 A=c1 B=c2'],
    ['stay with their videos when the first goes', ['A B C', 'B C'], 'B=c2 C=c3'],
    ['stay with their videos in another order', ['A B C', 'C A B'], 'C=c3 A=c1 B=c2'],
    ['stay with a video that gets another title', ['A B', 'A B:Beter'], 'A=c1 B=c2'],
    ['are new for a video that takes the place of another', ['A B', 'A X'], 'A=c1 X=c101'],
    ['are never those of a chapter that went', ['A B', 'A', 'A X', 'A', 'A Y'], 'A=c1 Y=c102'],
    ['come back with their video', ['A B', 'A', 'X A', 'B X A'], 'B=c2 X=c101 A=c1'],
    ['stay with a video that was uploaded again under another name', ['A B', 'a B', 'B', 'X A B'], 'X=c101 A=c1 B=c2'],
    ['go by the name first where one video has two', ['A a', 'a A'], 'a=c2 A=c1'],
    ['are told apart by titles where a video is shown twice', ['A:1 A:2', 'A:2 B A:1'], 'A=c2 B=c101 A=c1'],
    ['are told apart by order where titles changed too', ['A:1 A:2', 'A:3 A:4 A:5'], 'A=c1 A=c2 A=c101'],
  ])('%s', (_, imports, ids) => expect(after(imports)).toBe(ids));

  it('that were numbers before are not given again, although nobody knows any more which went', () => {
    const stored: Known = { chapters: imported('A B C', null).chapters.slice(0, 2) };
    expect(shown(imported('A B X', stored))).toBe('A=c1 B=c2 X=c101');
  });

  it('belong to one video for ever, whatever is imported', () => {
    const file = fc.array(fc.constantFrom('A', 'B', 'C', 'D', 'A:Again'), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(file, { minLength: 1, maxLength: 8 }), (files) => {
        const owners = new Map<string, string>();
        let course: Known | null = null;
        for (const videos of files) {
          course = imported(videos.join(' '), course);
          const ids = course.chapters.map(({ chapterId }) => chapterId);
          expect(new Set(ids).size).toBe(ids.length);
          for (const { chapterId, mediaId } of course.chapters) {
            expect(owners.get(chapterId) ?? mediaId).toBe(mediaId);
            owners.set(chapterId, mediaId);
          }
        }
      }),
    );
  });

  it('stay as they are when the same file comes again', () => {
    const course = imported('A:1 B A:2', imported('B C A:1', null));
    expect(imported('A:1 B A:2', course)).toEqual(course);
  });
});
