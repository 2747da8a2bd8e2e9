import { type AuditEntry, type AuditStore, auditRoutes, type NamesOf, replacedFileRoute } from '@leerhuis/audit';
import type { FileStore } from '@leerhuis/files';
import { z } from 'zod';

const details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const path = '/api/v1/admin/registrations-audit';
const tags = ['staff: registrations'] as const;
const roles = ['administration', 'operations'] as const;

/** The audit trail of runs and registrations, for staff. */
export function certificationAudit(
  audit: AuditStore,
  { names }: { names: NamesOf },
  { stat }: Pick<FileStore, 'stat'>,
) {
  const list = auditRoutes({
    audit,
    path,
    operationId: 'listCertificationAudit',
    summary: 'What staff did with runs and registrations, the newest first',
    tags,
    roles,
    entry: 'CertificationAuditEntry',
    names,
    also: {
      fields: { about: z.string().meta({ description: 'The same as `subject`' }), details },
      of: (entry) => ({ about: entry.subject, details: detailsOf(entry) }),
    },
  });
  return [...list, replacedFileRoute({ audit, path, operationId: 'getReplacedAttestPdf', tags, roles, stat })];
}

/** A corrected member number was told as `from` and `to`. */
function detailsOf({ before, after }: AuditEntry): z.output<typeof details> {
  if (before?.['memberNumber'] === undefined || after?.['memberNumber'] === undefined) return after ?? {};
  return { from: before['memberNumber'], to: after['memberNumber'] };
}
