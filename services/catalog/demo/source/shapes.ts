import type { Locale } from '@leerhuis/language';
/** One text in Dutch, French and English. */
export type Three = [nl: string, fr: string, en: string];

export interface DemoQuestion {
  prompt: Three;
  /** Right answers first in the source; make.ts shuffles them in a fixed way. */
  right: Three[];
  wrong: Three[];
}

export interface DemoTheme {
  about: Three;
  questions: DemoQuestion[];
}

export interface DemoCourse {
  code: string;
  theme: string;
  language: Locale;
  teacher: string;
  minutes: number;
  /** Excluding VAT. */
  euros: number;
  title: Three;
  summary: Three;
  /** Two or three: each becomes a chapter and an item of the programme. */
  parts: Three[];
  accreditations: { federation: string; number: string; points?: number; minutes?: number; until: string }[];
}

/** A question with one right answer, or several: that makes it a multiple-choice question. */
export function ask(prompt: Three, right: Three[], wrong: Three[]): DemoQuestion {
  return { prompt, right, wrong };
}
