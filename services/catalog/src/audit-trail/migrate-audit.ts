import { rewriteDocuments } from '@leerhuis/migrations';

/** Entries had a `detail`: what it was like afterwards. */
export const auditInOneForm = rewriteDocuments<{ _id: string; detail?: unknown }>({
  id: 'audit-in-one-form',
  what: 'entries of the audit trail: detail becomes after',
  collection: 'audit',
  only: { detail: { $exists: true } },
  update: [{ $set: { before: null, after: '$detail', reason: null } }, { $unset: 'detail' }],
});
