import { dateTime, idSchema, ok, pageOf, pageQuery, type Route, route } from '@leerhuis/http-api';
import { z } from 'zod';
import type { AuditStore } from './audit-store.ts';

const entrySchema = z
  .object({
    id: idSchema,
    at: dateTime,
    by: z.string(),
    action: z.enum(['question-answered']),
    subject: z.string(),
    detail: z.string(),
  })
  .meta({ id: 'LearningAuditEntry' });

export function auditRoutes(audit: AuditStore): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/admin/learning-audit',
      operationId: 'listLearningAudit',
      summary: 'What staff did in learning, the newest first',
      tags: ['staff: learning'],
      access: 'staff',
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: pageOf(entrySchema) },
      handler: async ({ query }) => {
        const { items, nextCursor } = await audit.page(query);
        return ok({
          items: items.map(({ _id, at, ...entry }) => ({ id: _id, at: at.toISOString(), ...entry })),
          nextCursor,
        });
      },
    }),
  ];
}
