import { dateTime, idSchema, lineText, ok, pageOf, pageQuery, type Route, route } from '@leerhuis/http-api';
import { z } from 'zod';
import type { AuditEntry } from './audit-entry.ts';
import type { AuditStore } from './audit-store.ts';

const fields = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** What the answers of every audit trail have. */
const entryFields = {
  id: idSchema,
  at: dateTime,
  by: z.string().meta({ description: 'Account of who did it, or the name of a process' }),
  action: z.string(),
  subject: z.string().meta({ description: 'Id, code or name of what was changed' }),
  before: fields.nullable(),
  after: fields.nullable(),
  reason: z.string().nullable(),
};

const filters = {
  subject: lineText(200).optional(),
  by: lineText(200).optional(),
  from: dateTime.optional().meta({ description: 'From this moment on' }),
  to: dateTime.optional().meta({ description: 'Before this moment' }),
};

export interface AuditRoutesOptions<S extends z.ZodRawShape> {
  audit: AuditStore;
  /** Where the list is, e.g. `/api/v1/admin/orders-audit`. */
  path: string;
  operationId: string;
  summary: string;
  tags: string[];
  /** Name of an entry's schema in the API description. */
  entry: string;
  /** Fields that answers of this list had before all trails had one form. */
  also?: { fields: S; of: (entry: AuditEntry) => z.input<z.ZodObject<S>> };
}

/** The list of a service's audit trail, for staff: the newest first, by subject, by whom, of a time. */
export function auditRoutes<S extends z.ZodRawShape>(options: AuditRoutesOptions<S>): Route[] {
  const { audit, path, operationId, summary, tags, entry, also } = options;
  const entryView = z.object({ ...entryFields, ...also?.fields }).meta({ id: entry });
  return [
    route({
      method: 'get',
      path,
      operationId,
      summary,
      tags,
      access: 'staff',
      request: { query: z.strictObject({ ...pageQuery, ...filters }) },
      responses: { 200: pageOf(entryView) },
      handler: async ({ query: { subject, by, from, to, ...page } }) => {
        const filter = { subject, by, from: instantOf(from), to: instantOf(to) };
        const { items, nextCursor } = await audit.page(filter, page);
        // what the fields of one list are the type checker can't tell here; the schema tells when one is missing
        return ok({
          items: items.map((found) => ({ ...found, at: found.at.toISOString(), ...also?.of(found) })) as never,
          nextCursor,
        });
      },
    }),
  ];
}

function instantOf(time: string | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}
