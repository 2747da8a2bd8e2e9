import type { FederationCode } from '@leerhuis/federations';
import type { LocalisedText } from '@leerhuis/language';
import { euro } from '@leerhuis/money';
import { chapterIds } from '../../courses/domain/chapter-ids.ts';
import type { Course, CourseContent, CourseDocument, FieldPath } from '../../courses/domain/course.ts';
import {
  type FileQuestionSet,
  type QuestionSetRefusal,
  questionSetFindings,
  questionSetOf,
} from '../../courses/domain/question-set.ts';
import type { CreditPackageContent } from '../../credit-packages/domain/credit-package.ts';

/** A course as a catalogue file tells of it: well-formed, not yet held against any rule. */
export interface FileCourse
  extends Omit<CourseContent, 'price' | 'chapters' | 'attentionChecks' | 'finalTest' | 'documents'> {
  priceCents: number;
  chapters: { number: number; title: LocalisedText; media: string }[];
  attentionChecks: { chapter: number; atSecond: number }[];
  finalTest: FileQuestionSet;
  /** Not given: those that the course has stay. */
  documents?: (Pick<CourseDocument, 'kind' | 'language' | 'title'> & { file: string })[] | undefined;
}

export interface FilePackage extends Omit<CreditPackageContent, 'price'> {
  priceCents: number;
}

/** Length in seconds of each video that was uploaded, by name. */
export type MediaLengths = ReadonlyMap<string, number>;

/** Each document that was uploaded, by name. */
export type Documents = ReadonlyMap<string, Omit<CourseDocument, 'kind' | 'language' | 'title'>>;

/** What was uploaded, for files to name. */
export interface Uploads {
  media: MediaLengths;
  /** SHA-256 of each of these videos and of those that the courses have, by name: one video may be uploaded under two. */
  fingerprints: ReadonlyMap<string, string>;
  documents: Documents;
}

export type CourseRefusal =
  | QuestionSetRefusal
  | ({ path: FieldPath } & (
      | { refused: 'no-title-in-its-language' | 'points-between-quarters' | 'accredited-for-nothing' }
      | { refused: 'accredited-twice'; federation: FederationCode }
      | { refused: 'video-not-uploaded'; name: string }
      | { refused: 'chapters-misnumbered' | 'check-twice' | 'no-checks-for-ovb' }
      | { refused: 'document-not-uploaded' | 'document-twice'; name: string }
      | { refused: 'no-such-chapter'; chapter: number }
      | { refused: 'check-after-the-end'; seconds: number }
    ));

/**
 * What is wrong with a course by itself, as far as it could be read; prices and numbers of others are looked at by the import plan.
 */
export function courseFindings(course: Partial<FileCourse>, { media, documents }: Uploads): CourseRefusal[] {
  const held = <K extends keyof FileCourse>(fields: K[], rule: (sound: Pick<FileCourse, K>) => CourseRefusal[]) =>
    fields.every((field) => course[field] !== undefined) ? rule(course as Pick<FileCourse, K>) : [];
  return [
    ...held(['title', 'language'], languageFindings),
    ...held(['accreditations'], accreditationFindings),
    ...held(['trailer'], ({ trailer }) => notUploaded([{ name: trailer, path: ['trailer'] }], media)),
    ...held(['chapters'], (sound) => chapterFindings(sound, media)),
    ...held(['attentionChecks', 'chapters', 'accreditations'], (sound) => checkFindings(sound, media)),
    ...documentFindings(course, documents),
    ...held(['finalTest'], ({ finalTest }) =>
      questionSetFindings(finalTest).map((each) => ({ ...each, path: ['finalTest', ...each.path] })),
    ),
  ];
}

function languageFindings({ title, language }: Pick<FileCourse, 'title' | 'language'>): CourseRefusal[] {
  return title[language] === undefined ? [{ refused: 'no-title-in-its-language', path: ['title', language] }] : [];
}

function accreditationFindings({ accreditations }: Pick<FileCourse, 'accreditations'>): CourseRefusal[] {
  return accreditations.flatMap(({ federation, minutes, points }, i) => {
    const path = ['accreditations', i];
    const found: CourseRefusal[] = [];
    if (accreditations.findIndex((other) => other.federation === federation) < i) {
      found.push({ refused: 'accredited-twice', path: [...path, 'federation'], federation });
    }
    if (points !== null && !Number.isInteger(points * 4)) {
      found.push({ refused: 'points-between-quarters', path: [...path, 'points'] });
    }
    if (minutes === 0 && !points) found.push({ refused: 'accredited-for-nothing', path: [...path, 'minutes'] });
    return found;
  });
}

function notUploaded(videos: { name: string; path: FieldPath }[], media: MediaLengths): CourseRefusal[] {
  return videos.filter(({ name }) => !media.has(name)).map((video) => ({ refused: 'video-not-uploaded', ...video }));
}

function chapterFindings({ chapters }: Pick<FileCourse, 'chapters'>, media: MediaLengths): CourseRefusal[] {
  const shown = chapters.map((chapter, i) => ({ name: chapter.media, path: ['chapters', i, 'media'] }));
  const found = notUploaded(shown, media);
  const numbers = chapters.map(({ number }) => number).sort((a, b) => a - b);
  if (numbers.every((number, i) => number === i + 1)) return found;
  return [...found, { refused: 'chapters-misnumbered', path: ['chapters'] }];
}

function checkFindings(
  { attentionChecks, chapters, accreditations }: Pick<FileCourse, 'attentionChecks' | 'chapters' | 'accreditations'>,
  media: MediaLengths,
): CourseRefusal[] {
  if (attentionChecks.length === 0 && accreditations.some(({ federation }) => federation === 'OVB')) {
    return [{ refused: 'no-checks-for-ovb', path: ['attentionChecks'] }];
  }
  return attentionChecks.flatMap(({ chapter, atSecond }, i): CourseRefusal[] => {
    const path = ['attentionChecks', i];
    const shown = chapters.find(({ number }) => number === chapter);
    if (!shown) return [{ refused: 'no-such-chapter', path: [...path, 'chapter'], chapter }];
    const seconds = media.get(shown.media);
    if (seconds !== undefined && atSecond >= seconds) {
      return [{ refused: 'check-after-the-end', path: [...path, 'atSecond'], seconds }];
    }
    const first = attentionChecks.findIndex((other) => other.chapter === chapter && other.atSecond === atSecond);
    return first === i ? [] : [{ refused: 'check-twice', path: [...path, 'atSecond'] }];
  });
}

function documentFindings({ documents = [] }: Partial<FileCourse>, uploaded: Documents): CourseRefusal[] {
  return documents.flatMap(({ file: name }, i): CourseRefusal[] => {
    const path = ['documents', i, 'file'];
    if (!uploaded.has(name)) return [{ refused: 'document-not-uploaded', path, name }];
    const first = documents.findIndex((other) => other.file === name);
    return first === i ? [] : [{ refused: 'document-twice', path, name }];
  });
}

/** The course that a file describes, which has no findings; chapters that it has already keep their ids, and so do their checks. */
export function contentOf(file: FileCourse, uploads: Uploads, before: Course | null = null): CourseContent {
  const { priceCents, chapters, attentionChecks, finalTest, documents, ...plain } = file;
  const { media } = uploads;
  const inOrder = [...chapters]
    .sort((a, b) => a.number - b.number)
    .map(({ title, media: mediaId }) => ({ title, mediaId, durationSeconds: media.get(mediaId) ?? 0 }));
  const ids = chapterIds(inOrder, before, (mediaId) => uploads.fingerprints.get(mediaId) ?? mediaId);
  const checks = [...attentionChecks].sort((a, b) => a.chapter - b.chapter || a.atSecond - b.atSecond);
  return {
    ...plain,
    price: euro(priceCents),
    chapters: inOrder.map((chapter, n) => ({ chapterId: ids[n] ?? '', ...chapter })),
    attentionChecks: checks.map(({ chapter, atSecond }) => {
      const chapterId = ids[chapter - 1] ?? '';
      return { checkId: `${chapterId}-${atSecond}`, chapterId, atSecond };
    }),
    finalTest: questionSetOf(finalTest),
    documents: documents ? documentsOf(documents, uploads.documents) : before?.documents,
  };
}

function documentsOf(named: NonNullable<FileCourse['documents']>, uploaded: Documents): CourseDocument[] {
  return named.flatMap(({ file, ...about }) => {
    const document = uploaded.get(file);
    return document ? [{ ...about, ...document }] : [];
  });
}

export function packageContentOf({ priceCents, ...plain }: FilePackage): CreditPackageContent {
  return { ...plain, price: euro(priceCents) };
}
