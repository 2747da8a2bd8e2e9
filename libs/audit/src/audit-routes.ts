import type { StaffAccess } from '@leerhuis/auth';
import type { FileStore } from '@leerhuis/files';
import {
  countedPageOf,
  dateTime,
  file,
  idSchema,
  lineText,
  notFound,
  ok,
  pageQuery,
  type Route,
  route,
  type StaffTag,
} from '@leerhuis/http-api';
import { z } from 'zod';
import type { AuditEntry } from './audit-entry.ts';
import type { AuditStore } from './audit-store.ts';

const fields = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** What the answers of every audit trail have. */
const entryFields = {
  id: idSchema,
  at: dateTime,
  by: z.string().meta({ description: 'Account of who did it, or the name of a process' }),
  byName: z.string().optional().meta({ description: 'Name of the person, where it was an account that is known' }),
  action: z.string(),
  subject: z.string().meta({ description: 'Id, code or name of what was changed' }),
  before: fields.nullable(),
  after: fields.nullable(),
  reason: z.string().nullable(),
};

/** Names of accounts, of those that are known. */
export type NamesOf = (accountIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

const filters = {
  subject: lineText(200).optional(),
  by: lineText(200).optional(),
  action: lineText(100).optional().meta({ description: 'What was done, e.g. `staff.roles-changed`' }),
  from: dateTime.optional().meta({ description: 'From this moment on' }),
  to: dateTime.optional().meta({ description: 'Before this moment' }),
};

export interface AuditRoutesOptions<S extends z.ZodRawShape> {
  audit: AuditStore;
  /** Where the list is, e.g. `/api/v1/admin/orders-audit`. */
  path: string;
  operationId: string;
  summary: string;
  tags: readonly StaffTag[];
  /** Who of the staff may look. */
  roles: StaffAccess['staff'];
  /** Name of an entry's schema in the API description. */
  entry: string;
  /** Absent in a service that knows nobody. */
  names?: NamesOf;
  /** Fields that answers of this list had before all trails had one form. */
  also?: { fields: S; of: (entry: AuditEntry) => z.input<z.ZodObject<S>> };
}

export interface ReplacedFileOptions {
  audit: AuditStore;
  /** Of the list: the file is below the entry. */
  path: string;
  operationId: string;
  tags: readonly StaffTag[];
  /** Who of the staff may look. */
  roles: StaffAccess['staff'];
  stat: FileStore['stat'];
}

/** What was replaced by what: `before.file` of an entry names the file that is kept. */
export function replacedFileRoute({ audit, path, operationId, tags, roles, stat }: ReplacedFileOptions): Route {
  return route({
    method: 'get',
    path: `${path}/:id/file`,
    operationId,
    summary: 'The file that was replaced by another, as it was',
    tags,
    access: { staff: roles },
    request: { params: z.strictObject({ id: idSchema }) },
    responses: { 200: { description: 'The file', contentType: 'application/pdf' } },
    problems: [404],
    handler: async ({ params }) => {
      const fileId = (await audit.get(params.id))?.before?.['file'];
      const kept = typeof fileId === 'string' ? await stat(fileId) : null;
      if (!kept) throw notFound();
      const { contentType, filename, size } = kept;
      return file({ content: () => kept.open(), contentType, filename, size });
    },
  });
}

/** The list of a service's audit trail, for staff: the newest first, by subject, by whom, of a time. */
export function auditRoutes<S extends z.ZodRawShape>(options: AuditRoutesOptions<S>): Route[] {
  const { audit, path, operationId, summary, tags, roles, entry, names, also } = options;
  const entryView = z.object({ ...entryFields, ...also?.fields }).meta({ id: entry });
  return [
    route({
      method: 'get',
      path,
      operationId,
      summary,
      tags,
      access: { staff: roles },
      request: { query: z.strictObject({ ...pageQuery, ...filters }) },
      responses: { 200: countedPageOf(entryView) },
      handler: async ({ query: { subject, by, action, from, to, ...page } }) => {
        const filter = { subject, by, action, from: instantOf(from), to: instantOf(to) };
        const entries = await audit.page(filter, page);
        const nameOf = await names?.(entries.items.map((found) => found.by));
        // what the fields of one list are the type checker can't tell here; the schema tells when one is missing
        return ok({
          ...entries,
          items: entries.items.map((found) => {
            const byName = nameOf?.get(found.by);
            return { ...found, byName, at: found.at.toISOString(), ...also?.of(found) };
          }) as never,
        });
      },
    }),
  ];
}

function instantOf(time: string | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}
