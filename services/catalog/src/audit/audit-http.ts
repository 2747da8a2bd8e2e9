import { dateTime, idSchema, ok, pageOf, pageQuery, type Route, route } from '@leerhuis/http-api';
import { z } from 'zod';
import type { AuditStore } from './audit-store.ts';

const auditEntry = z
  .object({
    id: idSchema,
    at: dateTime,
    by: z.string(),
    action: z.string(),
    subject: z.string(),
    detail: z.record(z.string(), z.string()),
  })
  .meta({ id: 'CatalogueAuditEntry' });

export function auditRoutes(audit: AuditStore): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/admin/catalog/audit',
      operationId: 'listCatalogueChanges',
      summary: 'What staff changed in the catalogue, the newest first',
      tags: ['staff: catalogue'],
      access: 'staff',
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: pageOf(auditEntry) },
      handler: async ({ query }) => {
        const { items, nextCursor } = await audit.page(query);
        return ok({
          items: items.map(({ _id, at, detail, ...entry }) => ({
            id: _id,
            at: at.toISOString(),
            ...entry,
            detail: Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, String(value)])),
          })),
          nextCursor,
        });
      },
    }),
  ];
}
