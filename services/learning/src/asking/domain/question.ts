import { endOfDayAfter } from '@leerhuis/calendar';

/** A learner's question to the teacher of a course (V-22). */
export interface Question {
  id: string;
  enrolmentId: string;
  accountId: string;
  courseId: string;
  text: string;
  askedAt: Date;
  answer: { text: string; answeredAt: Date; by: 'teacher' | 'staff' } | null;
}

const dayMs = 24 * 3_600_000;

/** Questions asked since then count for how many a learner may ask in 24 hours. */
export function askedSince(now: Date): Date {
  return new Date(now.getTime() - dayMs);
}

/** The last moment of the teacher's link: the end of the day, so many days after the question was asked. */
export function linkEnds({ askedAt }: Pick<Question, 'askedAt'>, linkDays: number, zone: string): Date {
  return endOfDayAfter(askedAt, linkDays, zone);
}

/** Answers a question, or corrects its answer. Null when the same was answered already. */
export function answer(question: Question, text: string, by: 'teacher' | 'staff', now: Date): Question | null {
  return question.answer?.text === text ? null : { ...question, answer: { text, answeredAt: now, by } };
}
