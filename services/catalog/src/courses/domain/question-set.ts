import type { Question, QuestionSet } from './course.ts';
import { type Finding, finding, type Text } from './text.ts';

export interface FileQuestion {
  kind: 'single' | 'multiple';
  prompt: Text;
  options: { label: Text; correct: boolean }[];
}

/** A question set as a file or a member of staff describes it. */
export interface FileQuestionSet {
  drawn: number;
  passPercent: number;
  questions: FileQuestion[];
}

/**
 * The question set that a file or a member of staff describes (V-20). Questions are numbered in their order, options
 * lettered: an id means something within one version of the set only.
 */
export function questionSetOf(set: FileQuestionSet): QuestionSet {
  return { questions: set.questions.map(questionOf), drawn: set.drawn, passPercent: set.passPercent };
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
export function questionSetFindings(set: FileQuestionSet): Finding[] {
  const found = set.questions.flatMap((question, i) => questionFindings(question, ['questions', i]));
  if (set.drawn > set.questions.length) {
    const path = ['drawn'];
    const n = set.questions.length;
    found.push(
      finding(
        path,
        `Er worden ${set.drawn} vragen getrokken, er zijn er ${n}`,
        `${set.drawn} questions sont tirées, il y en a ${n}`,
        `${set.drawn} questions are drawn, there are ${n}`,
      ),
    );
  }
  return found;
}

function questionFindings({ kind, options }: FileQuestion, path: Finding['path']): Finding[] {
  const right = options.filter(({ correct }) => correct).length;
  const found: Finding[] = [];
  if (right === 0) {
    found.push(
      finding(
        [...path, 'options'],
        'Geen enkel antwoord is juist',
        'Aucune réponse n’est correcte',
        'No answer is right',
      ),
    );
  } else if (kind === 'single' && right > 1) {
    found.push(
      finding(
        [...path, 'kind'],
        'Een vraag met één antwoord heeft er meer dan één dat juist is',
        'Une question à réponse unique en a plusieurs correctes',
        'A single-choice question has more than one right answer',
      ),
    );
  }
  const labels = new Set(options.map(({ label }) => label.nl));
  if (labels.size < options.length) {
    found.push(
      finding(
        [...path, 'options'],
        'Twee antwoorden zijn gelijk',
        'Deux réponses sont identiques',
        'Two answers are the same',
      ),
    );
  }
  return found;
}
