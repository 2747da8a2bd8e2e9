import type { LocalisedText } from '@leerhuis/language';
import type { FieldPath, Question, QuestionSet } from './course.ts';

export interface FileQuestion extends Pick<Question, 'kind' | 'prompt'> {
  options: { label: LocalisedText; correct: boolean }[];
}

/** A question set as a file or a member of staff describes it (V-20). */
export interface FileQuestionSet extends Omit<QuestionSet, 'questions'> {
  questions: FileQuestion[];
}

export type QuestionSetRefusal = { path: FieldPath } & (
  | { refused: 'more-drawn-than-there-are'; drawn: number; questions: number }
  | { refused: 'no-right-answer' | 'several-right-answers' | 'equal-answers' }
);

/**
 * The set as it is kept. Questions are numbered in their order, options lettered: an id means something within one
 * version of the set only.
 */
export function questionSetOf(set: FileQuestionSet): QuestionSet {
  return { ...set, questions: set.questions.map(questionOf) };
}

function questionOf({ kind, prompt, options }: FileQuestion, index: number): Question {
  const lettered = options.map(({ label, correct }, i) => ({ optionId: letter(i), label, correct }));
  return {
    questionId: `q${index + 1}`,
    kind,
    prompt,
    options: lettered.map(({ optionId, label }) => ({ optionId, label })),
    correctOptionIds: lettered.filter(({ correct }) => correct).map(({ optionId }) => optionId),
  };
}

const letter = (index: number) => String.fromCharCode('a'.charCodeAt(0) + index);

/** What is wrong with a question set; nothing when it can be put to learners. */
export function questionSetFindings({ questions, drawn }: FileQuestionSet): QuestionSetRefusal[] {
  const found = questions.flatMap((question, i) => questionFindings(question, ['questions', i]));
  if (drawn <= questions.length) return found;
  return [...found, { refused: 'more-drawn-than-there-are', path: ['drawn'], drawn, questions: questions.length }];
}

function questionFindings({ kind, options }: FileQuestion, path: FieldPath): QuestionSetRefusal[] {
  const found: QuestionSetRefusal[] = [];
  const right = options.filter(({ correct }) => correct).length;
  if (right === 0) found.push({ refused: 'no-right-answer', path: [...path, 'options'] });
  if (kind === 'single' && right > 1) found.push({ refused: 'several-right-answers', path: [...path, 'kind'] });
  const labels = new Set(options.map(({ label }) => label.nl));
  if (labels.size < options.length) found.push({ refused: 'equal-answers', path: [...path, 'options'] });
  return found;
}
