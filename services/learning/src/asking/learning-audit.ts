import { type AuditStore, auditRoutes, type NamesOf } from '@leerhuis/audit';
import { z } from 'zod';

/** The audit trail of learning, for staff. */
export function learningAudit(audit: AuditStore, { names }: { names: NamesOf }) {
  return auditRoutes({
    audit,
    path: '/api/v1/admin/learning-audit',
    operationId: 'listLearningAudit',
    summary: 'What staff did in learning, the newest first',
    tags: ['staff: learning'],
    roles: ['administration', 'operations'],
    entry: 'LearningAuditEntry',
    names,
    also: {
      fields: { detail: z.string().meta({ description: 'Of an answered question, the course that it is about' }) },
      of: ({ after }) => ({ detail: String(after?.['courseId'] ?? '') }),
    },
  });
}
