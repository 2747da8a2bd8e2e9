import { rewriteDocuments } from '@leerhuis/migrations';

const isCorrection = { $ne: [{ $type: '$details.from' }, 'missing'] };

/** Entries told `about` what they were, and in `details` what was done; a corrected member number was in `from` and `to`. */
export const auditInOneForm = rewriteDocuments<{ _id: string; about?: unknown }>({
  id: 'audit-in-one-form',
  what: 'entries of the audit trail: about becomes subject, details become before and after',
  collection: 'audit',
  only: { about: { $exists: true } },
  update: [
    {
      $set: {
        subject: '$about',
        before: { $cond: [isCorrection, { memberNumber: '$details.from' }, null] },
        after: { $cond: [isCorrection, { memberNumber: '$details.to' }, '$details'] },
        reason: null,
      },
    },
    { $unset: ['about', 'details'] },
  ],
});
