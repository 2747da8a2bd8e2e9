import { dateTime, idOfCursor, idSchema, ok, pageById, pageOf, pageQuery, route } from '@leerhuis/http-api';
import { z } from 'zod';
import type { AuditStore } from './audit-store.ts';

const entryView = z
  .object({
    id: idSchema,
    by: z.string(),
    action: z.string(),
    about: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    at: dateTime,
  })
  .meta({ id: 'CertificationAuditEntry' });

export function auditRoutes(audit: AuditStore) {
  return [
    route({
      method: 'get',
      path: '/api/v1/admin/registrations-audit',
      operationId: 'listCertificationAudit',
      summary: 'What staff did with runs and registrations',
      tags: ['registrations'],
      access: 'staff',
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: pageOf(entryView) },
      handler: async (ctx) => {
        const { limit, cursor } = ctx.query;
        const found = await audit.page(idOfCursor(cursor), limit + 1);
        return ok(pageById(found, limit, ({ at, ...rest }) => ({ ...rest, at: at.toISOString() })));
      },
    }),
  ];
}
