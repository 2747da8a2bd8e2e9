import { type AuditStore, auditRoutes } from '@leerhuis/audit';
import { z } from 'zod';

/** The audit trail of the catalogue, for staff. */
export function catalogueAudit(audit: AuditStore) {
  return auditRoutes({
    audit,
    path: '/api/v1/admin/catalog/audit',
    operationId: 'listCatalogueChanges',
    summary: 'What staff changed in the catalogue, the newest first',
    tags: ['staff: catalogue'],
    roles: ['administration', 'operations'],
    entry: 'CatalogueAuditEntry',
    also: {
      fields: { detail: z.record(z.string(), z.string()) },
      of: ({ after }) => ({
        detail: Object.fromEntries(Object.entries(after ?? {}).map(([name, value]) => [name, String(value)])),
      }),
    },
  });
}
