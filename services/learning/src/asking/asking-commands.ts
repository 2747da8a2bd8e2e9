import { createHash, randomBytes } from 'node:crypto';
import type { NoteAudit } from '@leerhuis/audit';
import { type Recipient, sendMessage } from '@leerhuis/contracts';
import { inLocale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { Classroom, Course } from '../classroom.ts';
import { answer, askedSince, linkEnds, type Question } from './domain/question.ts';
import type { QuestionStore } from './question-store.ts';

export interface Asking {
  questions: QuestionStore;
  newId: () => string;
  people: {
    recipient(tx: Tx, accountId: string): Promise<Recipient | null>;
  };
  courses: {
    get(courseId: string, tx?: Tx): Promise<Course | null>;
  };
  note: NoteAudit;
  /** The gateway's public base, for the link in the teacher's mail. */
  publicUrl: string;
  /** Questions that one learner may ask in 24 hours. */
  perDay: number;
  /** Days after the question that the teacher's link works. */
  linkDays: number;
  /** The provider's time zone. */
  zone: string;
}

/** The teacher's link doesn't work (any more). */
export type LinkRefusal = { refused: 'link-ended' };
export type AskingRefusal = LinkRefusal | { refused: 'too-many' | 'unknown' };

export type AskingCommands = ReturnType<typeof askingCommands>;

export function askingCommands(asking: Asking) {
  const { questions, people, newId, perDay, linkDays, zone } = asking;

  async function ofLink(token: string, now: Date, tx?: Tx): Promise<Question | LinkRefusal> {
    const question = await questions.byToken(hashOf(token), tx);
    return question && linkEnds(question, linkDays, zone) >= now ? question : { refused: 'link-ended' };
  }

  async function keepAnswer(tx: Tx, question: Question, text: string, by: 'teacher' | 'staff'): Promise<Question> {
    const answered = answer(question, text, by, tx.now);
    if (!answered) return question;
    await questions.saveAnswer(tx, answered);
    await tellLearner(tx, question, text);
    return answered;
  }

  async function tellLearner(tx: Tx, { id, accountId, courseId, enrolmentId, ...question }: Question, text: string) {
    const to = await people.recipient(tx, accountId);
    if (!to) return;
    const course = await asking.courses.get(courseId, tx);
    const courseTitle = course ? inLocale(course.title, to.locale) : '';
    const isCorrection = question.answer !== null;
    const data = {
      questionId: id,
      enrolmentId,
      courseId,
      courseTitle,
      question: question.text,
      answer: text,
      isCorrection,
    };
    // each answer is a mail of its own: who relied on the one before must hear of the next
    tx.enqueue(sendMessage, { recipient: to, template: 'question-answered', data });
  }

  return {
    /** Why the learner may not ask now, if they asked too many in 24 hours. */
    async refusal(accountId: string, now: Date): Promise<{ refused: 'too-many' } | null> {
      const asked = await questions.askedSince(accountId, askedSince(now), perDay);
      return asked < perDay ? null : { refused: 'too-many' };
    },

    /** Keeps the question and mails it to the teacher, with a link by which only they can answer (V-22). */
    async ask(tx: Tx, { enrolmentId, accountId, courseId, course }: Classroom, text: string): Promise<Question> {
      const question: Question = {
        id: newId(),
        enrolmentId,
        accountId,
        courseId,
        text,
        askedAt: tx.now,
        answer: null,
      };
      const token = randomBytes(32).toString('base64url');
      await questions.insert(tx, question, hashOf(token));
      const learner = await people.recipient(tx, accountId);
      const { teacher, language, title } = course;
      const data = {
        questionId: question.id,
        courseId,
        courseTitle: inLocale(title, language),
        learnerName: learner?.name ?? null,
        question: text,
        answerUntil: linkEnds(question, linkDays, zone).toISOString(),
      };
      tx.enqueue(
        sendMessage,
        {
          recipient: { accountId: null, email: teacher.email, name: teacher.name, locale: language },
          template: 'question-to-teacher',
          data,
          secrets: { link: `${asking.publicUrl}/api/v1/questions/page/${token}` },
        },
        { jobId: `${question.id}:question-to-teacher` },
      );
      return question;
    },

    /** What the teacher sees who follows the link. */
    async forTeacher(token: string, now: Date): Promise<{ question: Question; course: Course | null } | LinkRefusal> {
      const question = await ofLink(token, now);
      if ('refused' in question) return question;
      return { question, course: await asking.courses.get(question.courseId) };
    },

    async answerAsTeacher(tx: Tx, token: string, text: string): Promise<Question | LinkRefusal> {
      const question = await ofLink(token, tx.now, tx);
      if ('refused' in question) return question;
      return keepAnswer(tx, question, text, 'teacher');
    },

    /** @param taught the courses of a teacher, who answers about no others; null for who answers in a teacher's place */
    async answerAsStaff(
      tx: Tx,
      { id, text, by, taught }: { id: string; text: string; by: string; taught: readonly string[] | null },
    ): Promise<Question | { refused: 'unknown' }> {
      const question = await questions.get(id, tx);
      if (!question || taught?.includes(question.courseId) === false) return { refused: 'unknown' };
      await asking.note(tx, { by, action: 'question-answered', subject: id, after: { courseId: question.courseId } });
      return keepAnswer(tx, question, text, taught ? 'teacher' : 'staff');
    },
  };
}

/** The token has 256 bits of its own, so that no salt or slow hash is needed. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
