import type { LocalisedText } from '@leerhuis/language';

export interface Question {
  questionId: string;
  kind: 'single' | 'multiple';
  prompt: LocalisedText;
  options: { optionId: string; label: LocalisedText }[];
  correctOptionIds: string[];
}

export interface QuestionSet {
  version: number;
  questions: Question[];
  /** How many an attempt gets. */
  drawn: number;
  /** Whole percents of them that must be right. */
  passPercent: number;
}

export interface Answer {
  questionId: string;
  optionIds: string[];
}

export type Outcome =
  | { state: 'open' }
  | { state: 'passed' | 'failed'; answers: Answer[]; rightIds: string[]; finishedAt: Date };

/** A judgement is for good. */
export const transitions: Record<Outcome['state'], readonly Outcome['state'][]> = {
  open: ['passed', 'failed'],
  passed: [],
  failed: [],
};

/** One go at the final test (V-20). It keeps the questions that it was drawn with, whatever becomes of the set (V-23). */
export interface Attempt {
  id: string;
  enrolmentId: string;
  accountId: string;
  courseId: string;
  questionSetVersion: number;
  passPercent: number;
  questions: Question[];
  startedAt: Date;
  outcome: Outcome;
}

export interface Finding {
  field: string;
  reason: 'unanswered' | 'unknown-question' | 'unknown-option' | 'answered-twice' | 'one-option-only';
}

/**
 * Draws questions, each once, and puts them and their options in an order of their own. Options are lettered anew in that order:
 * by their ids in the set one could see which the provider wrote down first, and that is often the right one.
 * @param random gives a number from 0 up to, not including, 1
 */
export function draw({ questions, drawn }: QuestionSet, random: () => number): Question[] {
  return shuffled(questions, random)
    .slice(0, drawn)
    .map((question) => lettered(question, shuffled(question.options, random)));
}

function lettered(question: Question, inOrder: Question['options']): Question {
  const letters = new Map(inOrder.map(({ optionId }, n) => [optionId, String.fromCharCode('a'.charCodeAt(0) + n)]));
  const letterOf = (optionId: string) => letters.get(optionId) ?? optionId;
  return {
    ...question,
    options: inOrder.map(({ optionId, label }) => ({ optionId: letterOf(optionId), label })),
    correctOptionIds: question.correctOptionIds.map(letterOf),
  };
}

/** What is wrong with answers, so that they cannot be judged; each question needs exactly one. */
export function findings({ questions }: Pick<Attempt, 'questions'>, answers: readonly Answer[]): Finding[] {
  const found: Finding[] = [];
  const answered = new Set<string>();
  answers.forEach(({ questionId, optionIds }, n) => {
    const question = questions.find((each) => each.questionId === questionId);
    const at = `answers[${n}]`;
    if (!question) found.push({ field: `${at}.questionId`, reason: 'unknown-question' });
    else if (answered.has(questionId)) found.push({ field: `${at}.questionId`, reason: 'answered-twice' });
    else if (optionIds.length === 0) found.push({ field: `${at}.optionIds`, reason: 'unanswered' });
    else if (!optionIds.every((id) => question.options.some(({ optionId }) => optionId === id)))
      found.push({ field: `${at}.optionIds`, reason: 'unknown-option' });
    else if (question.kind === 'single' && new Set(optionIds).size > 1)
      found.push({ field: `${at}.optionIds`, reason: 'one-option-only' });
    answered.add(questionId);
  });
  if (questions.some(({ questionId }) => !answered.has(questionId)))
    found.push({ field: 'answers', reason: 'unanswered' });
  return found;
}

export type Judging =
  | { attempt: Attempt; isNew: boolean }
  | { refused: 'answers-not-complete'; findings: Finding[] }
  /** It was judged already, on other answers. */
  | { refused: 'finished' };

/** Judges an attempt, once, on the questions that it was drawn with (V-23). The same answers again give the same result. */
export function judgeAttempt(attempt: Attempt, answers: readonly Answer[], now: Date): Judging {
  const found = findings(attempt, answers);
  if (found.length > 0) return { refused: 'answers-not-complete', findings: found };
  const outcome = judge(attempt, answers, now);
  if (transitions[attempt.outcome.state].includes(outcome.state))
    return { attempt: { ...attempt, outcome }, isNew: true };
  return again(attempt, answers) ? { attempt, isNew: false } : { refused: 'finished' };
}

/** Whether these are the answers that the attempt was judged on, so that a repeated request gets the same result. */
export function again({ outcome }: Attempt, answers: readonly Answer[]): boolean {
  return outcome.state !== 'open' && sameAnswers(answers, outcome.answers);
}

/** Judges answers without findings. A question is right when exactly its correct options were chosen. */
export function judge(attempt: Attempt, answers: readonly Answer[], now: Date): Exclude<Outcome, { state: 'open' }> {
  const { questions, passPercent } = attempt;
  const chosen = new Map(answers.map(({ questionId, optionIds }) => [questionId, [...new Set(optionIds)].sort()]));
  const rightIds = questions
    .filter(({ questionId, correctOptionIds }) => same(chosen.get(questionId) ?? [], [...new Set(correctOptionIds)]))
    .map(({ questionId }) => questionId);
  const passed = rightIds.length * 100 >= passPercent * questions.length;
  return {
    state: passed ? 'passed' : 'failed',
    answers: [...chosen].map(([questionId, optionIds]) => ({ questionId, optionIds })),
    rightIds,
    finishedAt: now,
  };
}

/** Whether these are the answers that the attempt was judged on, so that a repeated request can get the same result. */
export function sameAnswers(given: readonly Answer[], judged: readonly Answer[]): boolean {
  const options = new Map(judged.map(({ questionId, optionIds }) => [questionId, optionIds]));
  return (
    given.length === judged.length &&
    given.every(({ questionId, optionIds }) => same(options.get(questionId) ?? [], [...new Set(optionIds)]))
  );
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each) => b.includes(each));
}

/** Fisher–Yates. */
function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const rest = [...list];
  const order: T[] = [];
  while (rest.length > 0) order.push(...rest.splice(Math.floor(random() * rest.length), 1));
  return order;
}
