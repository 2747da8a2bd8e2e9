/** A learner's classroom for a course: one per activation, under the activation's id. */
export interface Enrolment {
  id: string;
  accountId: string;
  courseId: string;
  /** For which organisation it was taken; null or missing: for themselves. */
  organisationId?: string | null | undefined;
  activatedAt: Date;
  /** 12 months after activation (V-17); from this moment on the classroom is closed. */
  accessUntil: Date;
  openedAt: Date;
  /** When access ended before its time (V-14). */
  revokedAt: Date | null;
}

export const accessStates = ['open', 'expired', 'revoked'] as const;
export type Access = (typeof accessStates)[number];

/** Whether the learner may enter the classroom at this moment. */
export function accessOf({ accessUntil, revokedAt }: Pick<Enrolment, 'accessUntil' | 'revokedAt'>, now: Date): Access {
  if (revokedAt) return 'revoked';
  return now.getTime() < accessUntil.getTime() ? 'open' : 'expired';
}

/** What every fact about an enrolment names. */
export function refOf({
  id,
  accountId,
  courseId,
  organisationId = null,
}: Pick<Enrolment, 'id' | 'accountId' | 'courseId' | 'organisationId'>) {
  return { enrolmentId: id, accountId, courseId, organisationId };
}
