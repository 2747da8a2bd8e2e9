import { dateTime, decodeCursor, idSchema, ok, pageFrom, pageOf, pageQuery, route } from '@leerhuis/http-api';
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
        const before = decodeCursor(z.object({ before: z.string() }), cursor)?.before ?? null;
        const page = pageFrom(await audit.page(before, limit + 1), limit, ({ id }) => ({ before: id }));
        return ok({
          items: page.items.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() })),
          nextCursor: page.nextCursor,
        });
      },
    }),
  ];
}
