import { coursePublishedV1, courseWithdrawnV1 } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { Course } from './domain/course.ts';

/**
 * Tells what became of a course. One that is off sale and changes is published and withdrawn again: who has it needs the
 * new facts (an extended date, other questions), and the shop must not offer it.
 */
export function tellOf(tx: Tx, before: Course | null, after: Course): void {
  const { id: courseId, revision } = after;
  if (after.status === 'on-sale') tx.publish(coursePublishedV1, courseId, snapshotOf(after, revision));
  else {
    if (before?.status === 'withdrawn') tx.publish(coursePublishedV1, courseId, snapshotOf(after, revision - 1));
    tx.publish(courseWithdrawnV1, courseId, withdrawalOf(after));
  }
}

/** Of all this the contract keeps what is told, and no more. */
export function snapshotOf(course: Course, revision: number) {
  return { ...course, courseId: course.id, revision, classroom: course, publishedAt: course.changedAt.toISOString() };
}

export function withdrawalOf({ id: courseId, revision, changedAt }: Course) {
  return { courseId, revision, withdrawnAt: changedAt.toISOString() };
}
