import { describe, expect, it } from '@jest/globals';
import { mostLearners, refusalOfLearners } from './learners.ts';

const line = (...learners: string[]) => ({ quantity: learners.length, learners });
const plain = { quantity: 1 };
const many = Array.from({ length: mostLearners + 1 }, (_, n) => `m${n}`);

describe('who may learn by what is wanted (C-8)', () => {
  it.each([
    ['who orders for themselves names nobody', [plain], null, null],
    [
      'who orders for themselves is refused when they do',
      [plain, line('m1')],
      null,
      { refused: 'not-for-organisation', lines: [1] },
    ],
    ['people of the organisation', [line('m1', 'm2'), plain], ['m1', 'm2', 'm3'], null],
    [
      'nobody else, whom the line is told by',
      [line('m1'), null, line('m1', 'm9')],
      ['m1'],
      { refused: 'not-of-organisation', lines: [2] },
    ],
    ['as many as an order takes', [line(...many.slice(1))], many, null],
    ['no more of them', [line(...many)], many, { refused: 'too-many-learners' }],
  ])('%s', (_, lines, known, expected) => {
    expect(refusalOfLearners(lines, known)).toEqual(expected);
  });
});
