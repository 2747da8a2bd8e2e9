import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Answer, type Attempt, draw, findings, judge, type Question, sameAnswers } from './attempt.ts';

const now = new Date('2026-03-02T10:00:00Z');
const question = (questionId: string, correctOptionIds: string[]): Question => ({
  questionId,
  kind: correctOptionIds.length > 1 ? 'multiple' : 'single',
  prompt: { nl: questionId },
  options: ['a', 'b', 'c'].map((optionId) => ({ optionId, label: { nl: optionId } })),
  correctOptionIds,
});
const questions = [question('q1', ['a']), question('q2', ['b', 'c']), question('q3', ['c']), question('q4', ['a'])];
const set = { version: 3, questions, drawn: 3, passPercent: 70 };
const attempt: Attempt = {
  id: 't1',
  enrolmentId: 'e1',
  accountId: 'p1',
  courseId: 'k1',
  questionSetVersion: 3,
  passPercent: 70,
  questions,
  startedAt: now,
  outcome: { state: 'open' },
};
const answers = (...chosen: string[][]): Answer[] =>
  chosen.map((optionIds, n) => ({ questionId: `q${n + 1}`, optionIds }));

describe('drawing a test', () => {
  it('takes as many questions as asked, each once, all options kept, whatever chance says', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), (stream) => {
        const drawn = draw(set, () => stream.next().value as number);
        expect(new Set(drawn.map(({ questionId }) => questionId)).size).toBe(3);
        for (const { options } of drawn)
          expect(options.map(({ optionId }) => optionId).sort()).toEqual(['a', 'b', 'c']);
      }),
    );
  });

  it('letters options in the order that they are shown in, so that no id tells where one stood in the set', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), (stream) => {
        for (const drawn of draw({ ...set, drawn: 4 }, () => stream.next().value as number)) {
          const original = questions.find(({ questionId }) => questionId === drawn.questionId);
          expect(drawn.options.map(({ optionId }) => optionId)).toEqual(['a', 'b', 'c']);
          // labels are the ids in the set
          const right = drawn.options.filter(({ optionId }) => drawn.correctOptionIds.includes(optionId));
          expect(right.map(({ label }) => label.nl).sort()).toEqual(original?.correctOptionIds);
        }
      }),
    );
    const last = draw({ ...set, questions: questions.slice(0, 1) }, () => 0.99);
    expect(last).toMatchObject([{ options: [{ label: { nl: 'c' } }, {}, {}], correctOptionIds: ['c'] }]);
  });

  it('follows chance', () => {
    expect(draw(set, () => 0).map(({ questionId }) => questionId)).toEqual(['q1', 'q2', 'q3']);
    expect(draw(set, () => 0.99).map(({ questionId }) => questionId)).toEqual(['q4', 'q3', 'q2']);
  });
});

describe('answers', () => {
  it.each([
    ['answers', 'unanswered', answers(['a'], ['b'], ['c'])],
    ['answers[3].optionIds', 'unanswered', answers(['a'], ['b'], ['c'], [])],
    ['answers[0].optionIds', 'one-option-only', answers(['a', 'b'], ['b'], ['c'], ['a'])],
    ['answers[1].optionIds', 'unknown-option', answers(['a'], ['b', 'x'], ['c'], ['a'])],
    [
      'answers[4].questionId',
      'unknown-question',
      [...answers(['a'], ['b'], ['c'], ['a']), { questionId: 'q9', optionIds: ['a'] }],
    ],
    [
      'answers[4].questionId',
      'answered-twice',
      [...answers(['a'], ['b'], ['c'], ['a']), { questionId: 'q1', optionIds: ['b'] }],
    ],
  ])('are refused at %s: %s', (field, reason, wrong) => {
    expect(findings(attempt, wrong)).toEqual([{ field, reason }]);
  });

  it.each([
    ['passed', 4, answers(['a'], ['c', 'b'], ['c'], ['a'])],
    ['passed', 3, answers(['a'], ['b', 'c'], ['c'], ['b'])],
    ['failed', 2, answers(['a'], ['b'], ['c'], ['b'])],
    ['failed', 0, answers(['b'], ['a', 'b', 'c'], ['a'], ['c'])],
  ])('have %s with %i of 4 right where 70%% is asked (V-20)', (state, right, given) => {
    expect(findings(attempt, given)).toEqual([]);
    const outcome = judge(attempt, given, now);
    expect(outcome.state).toBe(state);
    expect(outcome.rightIds).toHaveLength(right);
    expect(sameAnswers([...given].reverse(), outcome.answers)).toBe(true);
    expect(sameAnswers(answers(['c'], ['a'], ['a'], ['c']), outcome.answers)).toBe(false);
  });

  it('must all be right where 100 percent is asked', () => {
    const strict = { ...attempt, passPercent: 100 };
    expect(judge(strict, answers(['a'], ['b', 'c'], ['c'], ['b']), now).state).toBe('failed');
    expect(judge(strict, answers(['a'], ['b', 'c'], ['c'], ['a']), now).state).toBe('passed');
  });

  it('pass exactly when the share asked for is right', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        (percent, right) => {
          const given = questions.map(({ questionId, correctOptionIds }, n) => ({
            questionId,
            optionIds: right[n] ? correctOptionIds : ['b'],
          }));
          const { rightIds, state } = judge({ ...attempt, passPercent: percent }, given, now);
          expect(state === 'passed').toBe(rightIds.length / 4 >= percent / 100);
        },
      ),
    );
  });
});
