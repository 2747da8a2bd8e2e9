import type { Accreditation, Federation, Locale, TestAttempts } from './course.ts';
import type { Text } from './text.ts';

export interface FileQuestion {
  kind: 'single' | 'multiple';
  prompt: Text;
  options: { label: Text; correct: boolean }[];
}

export interface FileQuestionSet {
  drawn: number;
  passPercent: number;
  questions: FileQuestion[];
}

/** A course as a catalogue file tells of it: well-formed, not yet held against any rule. */
export interface FileCourse {
  code: string;
  kind: 'video';
  language: Locale;
  title: Text;
  summary: Text;
  description: Text;
  minutes: number;
  priceCents: number;
  vatRate: number;
  teacher: { name: string; email: string; bio: Text };
  trailer: string;
  programme: Text[];
  accreditations: (Omit<Accreditation, 'federation'> & { federation: Federation })[];
  chapters: { number: number; title: Text; media: string }[];
  attentionChecks: { chapter: number; atSecond: number }[];
  finalTest: FileQuestionSet;
  testAttempts?: TestAttempts | undefined;
}

export interface FilePackage {
  code: string;
  title: Text;
  description: Text;
  minutes: number;
  priceCents: number;
  vatRate: number;
}

/** Length in seconds of each video that was uploaded, by name. */
export type MediaLengths = ReadonlyMap<string, number>;
