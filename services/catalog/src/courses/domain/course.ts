import type { FederationCode } from '@leerhuis/federations';
import type { Locale, LocalisedText } from '@leerhuis/language';
import type { Money } from '@leerhuis/money';

/** Where in a course something is: `['chapters', 0, 'media']`. */
export type FieldPath = (string | number)[];
/** Calendar day in the provider's time zone, `2027-12-31`. */
export type Day = string;

/** How often the final test may be tried; what is not given is not limited. */
export interface TestAttempts {
  max?: number | undefined;
  /** From the end of an attempt that failed until the next may start. */
  waitMinutes?: number | undefined;
}

export interface Accreditation {
  federation: FederationCode;
  accreditationNumber: string;
  minutes: number;
  /** In quarter steps; null for a federation that counts time. */
  points: number | null;
  /** Last day on which an attest can be requested (V-25). */
  attestUntil: Day;
  /** What the federation allows of this course's test. */
  testAttempts?: TestAttempts | undefined;
  /** How much of this course the federation wants watched, in percents (V-24); not given: as much as of any other. */
  watchPercent?: number | undefined;
}

export interface Chapter {
  /** The video's in this course, wherever it stands: what was watched of it stays with it (V-23). */
  chapterId: string;
  title: LocalisedText;
  mediaId: string;
  durationSeconds: number;
}

/** A chapter that was taken out of a course: its id is nobody else's, and its own again when its video comes back. */
export type FormerChapter = Pick<Chapter, 'chapterId' | 'mediaId'>;

export interface AttentionCheck {
  checkId: string;
  chapterId: string;
  atSecond: number;
}

export interface Question {
  questionId: string;
  kind: 'single' | 'multiple';
  prompt: LocalisedText;
  options: { optionId: string; label: LocalisedText }[];
  correctOptionIds: string[];
}

export interface QuestionSet {
  questions: Question[];
  /** How many of the questions one attempt gets. */
  drawn: number;
  /** Whole percents of the drawn questions that must be right. */
  passPercent: number;
}

export const documentKinds = ['syllabus', 'slides', 'legislation', 'exercises', 'other'] as const;

/** What learners read beside the videos (V-18). */
export interface CourseDocument {
  /** The file's for as long as it is kept, also when its content is replaced. */
  documentId: string;
  kind: (typeof documentKinds)[number];
  language: Locale;
  title: LocalisedText;
  /** Under which it was uploaded, and is kept by who opens it. */
  filename: string;
  contentType: string;
  /** Bytes. */
  size: number;
  /** SHA-256 of what it holds now, hexadecimal. */
  fingerprint: string;
}

/** What a course is, apart from when and how often it changed. */
export interface CourseContent {
  code: string;
  kind: 'video';
  /** In which the course is given. */
  language: Locale;
  title: LocalisedText;
  summary: LocalisedText;
  description: LocalisedText;
  /** Minutes that it counts for when activated from hour credit (V-7). */
  minutes: number;
  /** Excluding VAT. */
  price: Money;
  /** Percent. */
  vatRate: number;
  teacher: { name: string; email: string; bio: LocalisedText };
  programme: LocalisedText[];
  /** Media name of the video that anyone may play (V-2). */
  trailer: string;
  accreditations: Accreditation[];
  chapters: Chapter[];
  attentionChecks: AttentionCheck[];
  finalTest: QuestionSet;
  documents?: CourseDocument[] | undefined;
  /** What the provider allows, whatever the federation. */
  testAttempts?: TestAttempts | undefined;
}

export interface Course extends Omit<CourseContent, 'finalTest'> {
  id: string;
  /** Grows with each event that tells of the course. */
  revision: number;
  status: 'on-sale' | 'withdrawn';
  /** A new version whenever the set changes: what was achieved on an older one stays (V-23). */
  finalTest: QuestionSet & { version: number };
  formerChapters?: FormerChapter[] | undefined;
  createdAt: Date;
  changedAt: Date;
}

/** A federation gives a number to one course only. */
export function numberKey({
  federation,
  accreditationNumber,
}: Omit<Accreditation, 'minutes' | 'points' | 'attestUntil'>) {
  return `${federation} ${accreditationNumber}`;
}
