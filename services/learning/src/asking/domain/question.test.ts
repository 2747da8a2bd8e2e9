import { describe, expect, it } from '@jest/globals';
import { answer, askedSince, linkEnds, type Question } from './question.ts';

const now = new Date('2026-03-02T10:00:00Z');
const question: Question = {
  id: 'q1',
  enrolmentId: 'e1',
  accountId: 'a1',
  courseId: 'k1',
  text: 'Waarom?',
  askedAt: now,
  answer: null,
};

describe('a question to the teacher (V-22)', () => {
  it('is answered, and its answer corrected; the same again changes nothing', () => {
    const answered = answer(question, 'Daarom.', 'teacher', now);
    expect(answered?.answer).toEqual({ text: 'Daarom.', answeredAt: now, by: 'teacher' });
    if (!answered) throw new Error('not answered');
    expect(answer(answered, 'Daarom.', 'staff', now)).toBeNull();
    expect(answer(answered, 'Toch niet.', 'staff', now)?.answer).toMatchObject({ text: 'Toch niet.', by: 'staff' });
  });

  it('can be answered by its link for so many days, and counts for one', () => {
    expect(linkEnds(question, 30, 'Europe/Brussels')).toEqual(new Date('2026-04-01T21:59:59.999Z'));
    expect(askedSince(now)).toEqual(new Date('2026-03-01T10:00:00Z'));
  });
});
