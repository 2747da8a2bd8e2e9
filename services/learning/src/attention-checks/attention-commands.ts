import { checksCompletedV1 } from '@leerhuis/contracts';
import type { Outbox, Tx } from '@leerhuis/outbox';
import type { Classroom, EnrolmentRef } from '../classroom.ts';
import type { AttentionStore } from './attention-store.ts';
import { type Attention, type Check, type Clicked, click, count, settle } from './domain/checks.ts';

export interface Clicking {
  attention: AttentionStore;
  transaction: Outbox['transaction'];
  /** Whether a check can be clicked: its moment was watched, and showed a moment ago. */
  watching: { clickable(enrolmentId: string, check: Check, now: Date): Promise<'open' | Unclickable> };
}

export interface ClickResult {
  check: Clicked;
  done: number;
  total: number;
  completedAt: Date | null;
}

/** Its moment was not watched yet; or it showed too long ago. */
type Unclickable = 'moment-not-watched' | 'window-over';
/** No check of this course; or it cannot be clicked now. */
export type ClickRefusal = { refused: 'no-such-check' | Unclickable };

export type AttentionCommands = ReturnType<typeof attentionCommands>;

export function attentionCommands({ attention, transaction, watching }: Clicking) {
  async function change(
    tx: Tx,
    ref: EnrolmentRef,
    decide: (before: Attention) => Attention,
  ): Promise<Attention | null> {
    const { enrolmentId, accountId, courseId } = ref;
    const before = await attention.get(enrolmentId, tx);
    if (!before) return null;
    const next = decide(before);
    if (next === before) return before;
    await attention.save(tx, enrolmentId, next);
    if (next.completedAt && !before.completedAt) {
      const completedAt = next.completedAt.toISOString();
      tx.publish(checksCompletedV1, enrolmentId, { enrolmentId, accountId, courseId, completedAt });
    }
    return next;
  }

  return {
    open: (tx: Tx, { enrolmentId }: EnrolmentRef) => attention.insert(tx, enrolmentId),

    /**
     * The learner clicks a check a moment after it showed (V-19). Clicking again gives the same answer, also when maintenance has
     * taken the check away since (V-23).
     */
    async click(classroom: Classroom, checkId: string, now: Date): Promise<ClickResult | ClickRefusal> {
      const { enrolmentId, course } = classroom;
      const checks = course.classroom.attentionChecks;
      const check = checks.find((each) => each.checkId === checkId);
      const clickable = check ? await watching.clickable(enrolmentId, check, now) : 'no-such-check';
      if (!check || clickable !== 'open') {
        const stands = await attention.get(enrolmentId);
        const earlier = stands && resultOf(stands, checkId, checks);
        return earlier ?? { refused: clickable === 'open' ? 'no-such-check' : clickable };
      }
      const next = await transaction((tx) => change(tx, classroom, (before) => click(before, check, checks, now)));
      const result = next && resultOf(next, checkId, checks);
      if (!result) throw new Error(`enrolment ${enrolmentId} has no place for clicks`);
      return result;
    },

    /** After maintenance, or in a course without checks: nothing may be missing (V-23). */
    settle: (tx: Tx, ref: EnrolmentRef, checks: Check[]) => change(tx, ref, (before) => settle(before, checks, tx.now)),
  };
}

function resultOf(attention: Attention, checkId: string, checks: Check[]): ClickResult | null {
  const check = attention.clicked.find((each) => each.checkId === checkId);
  return check ? { check, ...count(attention, checks), completedAt: attention.completedAt } : null;
}
