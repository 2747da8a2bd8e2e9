import { type AuditEntry, type AuditStore, auditRoutes } from '@leerhuis/audit';
import { z } from 'zod';

const details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** The audit trail of runs and registrations, for staff. */
export function certificationAudit(audit: AuditStore) {
  return auditRoutes({
    audit,
    path: '/api/v1/admin/registrations-audit',
    operationId: 'listCertificationAudit',
    summary: 'What staff did with runs and registrations, the newest first',
    tags: ['registrations'],
    entry: 'CertificationAuditEntry',
    also: {
      fields: { about: z.string().meta({ description: 'The same as `subject`' }), details },
      of: (entry) => ({ about: entry.subject, details: detailsOf(entry) }),
    },
  });
}

/** A corrected member number was told as `from` and `to`. */
function detailsOf({ before, after }: AuditEntry): z.output<typeof details> {
  if (before?.['memberNumber'] === undefined || after?.['memberNumber'] === undefined) return after ?? {};
  return { from: before['memberNumber'], to: after['memberNumber'] };
}
