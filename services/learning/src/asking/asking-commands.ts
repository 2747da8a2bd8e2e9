import { createHash, randomBytes } from 'node:crypto';
import type { NoteAudit } from '@leerhuis/audit';
import { type Recipient, sendMessage } from '@leerhuis/contracts';
import { notFound, problem } from '@leerhuis/http-api';
import { inLocale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { Classroom, Course } from '../classroom.ts';
import type { Question, QuestionStore } from './question-store.ts';

export interface AskingParts {
  questions: QuestionStore;
  newId: () => string;
  people: { recipient(tx: Tx, accountId: string): Promise<Recipient | null> };
  courses: { get(courseId: string, tx?: Tx): Promise<Course | null> };
  note: NoteAudit;
  /** The gateway's public base, for the link in the teacher's mail. */
  publicUrl: string;
  /** Questions that one learner may ask in 24 hours. */
  perDay: number;
  /** Days after the question that the teacher's link works. */
  linkDays: number;
}

export type AskingCommands = ReturnType<typeof askingCommands>;

const dayMs = 24 * 3_600_000;

export function askingCommands(parts: AskingParts) {
  const { questions, people, newId, perDay, linkDays } = parts;

  const linkEnds = ({ askedAt }: Question) => new Date(askedAt.getTime() + linkDays * dayMs);

  async function ofLink(token: string, now: Date, tx?: Tx): Promise<Question> {
    const question = await questions.byToken(hashOf(token), tx);
    if (!question || linkEnds(question) <= now) throw linkDoesNotWork();
    return question;
  }

  async function keepAnswer(tx: Tx, question: Question, text: string, by: 'teacher' | 'staff'): Promise<Question> {
    if (question.answer?.text === text) return question;
    const answered = { ...question, answer: { text, answeredAt: tx.now, by } };
    await questions.saveAnswer(tx, answered);
    await tellLearner(tx, question, text);
    return answered;
  }

  async function tellLearner(tx: Tx, { id, accountId, courseId, enrolmentId, ...question }: Question, answer: string) {
    const to = await people.recipient(tx, accountId);
    if (!to) return;
    const course = await parts.courses.get(courseId, tx);
    const courseTitle = course ? inLocale(course.title, to.locale) : '';
    const isCorrection = question.answer !== null;
    const data = { questionId: id, enrolmentId, courseId, courseTitle, question: question.text, answer, isCorrection };
    // each answer is a mail of its own: who relied on the one before must hear of the next
    tx.enqueue(sendMessage, { recipient: to, template: 'question-answered', data });
  }

  return {
    /** @throws Problem 429 when the learner asked too many in 24 hours */
    async takeTurn(accountId: string, now: Date): Promise<void> {
      const since = new Date(now.getTime() - dayMs);
      if ((await questions.askedSince(accountId, since, perDay)) < perDay) return;
      throw problem(429, 'too-many-questions', { retryAfter: 3_600 });
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
        answerUntil: linkEnds(question).toISOString(),
      };
      tx.enqueue(
        sendMessage,
        {
          recipient: { accountId: null, email: teacher.email, name: teacher.name, locale: language },
          template: 'question-to-teacher',
          data,
          secrets: { link: `${parts.publicUrl}/api/v1/questions/page/${token}` },
        },
        { jobId: `${question.id}:question-to-teacher` },
      );
      return question;
    },

    /** What the teacher sees who follows the link. @throws Problem 404 when the link doesn't work (any more) */
    async forTeacher(token: string, now: Date): Promise<{ question: Question; course: Course | null }> {
      const question = await ofLink(token, now);
      return { question, course: await parts.courses.get(question.courseId) };
    },

    /** @throws Problem 404 when the link doesn't work (any more) */
    async answerAsTeacher(tx: Tx, token: string, text: string): Promise<Question> {
      const question = await ofLink(token, tx.now, tx);
      return keepAnswer(tx, question, text, 'teacher');
    },

    /** @throws Problem 404 */
    async answerAsStaff(tx: Tx, id: string, text: string, by: string): Promise<Question> {
      const question = await questions.get(id, tx);
      if (!question) throw notFound();
      await parts.note(tx, { by, action: 'question-answered', subject: id, after: { courseId: question.courseId } });
      return keepAnswer(tx, question, text, 'staff');
    },
  };
}

function linkDoesNotWork() {
  return problem(404, 'link-does-not-work', {
    detail: {
      nl: 'Deze link werkt niet (meer). De aanbieder kan de vraag nog beantwoorden.',
      fr: 'Ce lien ne fonctionne pas (ou plus). L’organisateur peut encore répondre à la question.',
      en: 'This link does not work (any more). The provider can still answer the question.',
    },
  });
}

/** The token has 256 bits of its own, so that no salt or slow hash is needed. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
