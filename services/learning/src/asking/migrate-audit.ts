import { rewriteDocuments } from '@leerhuis/migrations';

/** Entries had a `detail`: the course of the question that was answered. */
export const auditInOneForm = rewriteDocuments<{ _id: string; detail?: unknown }>({
  id: 'audit-in-one-form',
  what: 'entries of the audit trail: detail becomes after.courseId',
  collection: 'audit',
  only: { detail: { $exists: true } },
  update: [{ $set: { before: null, after: { courseId: '$detail' }, reason: null } }, { $unset: 'detail' }],
});
