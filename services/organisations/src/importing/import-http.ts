import {
  accepted,
  countedPageOf,
  file,
  idSchema,
  notFound,
  ok,
  pageQuery,
  queryBoolean,
  type Route,
  route,
} from '@leerhuis/http-api';
import { type Locale, saidIn } from '@leerhuis/language';
import { tableTypes, UnreadableWorkbook, unreadableFinding, writeTable } from '@leerhuis/sheets';
import { z } from 'zod';
import type { Outcome } from './domain/row.ts';
import { columnsIn } from './failed-rows.ts';
import { mostRows, refusedFile, tooMany } from './import-problems.ts';
import { importView, outcomes, rowView } from './import-schemas.ts';
import type { Import } from './import-store.ts';
import type { Importing } from './importing.ts';
import { type Finding, readPeople } from './read-people.ts';

const path = '/api/v1/organisations/:organisationId/member-imports';
const common = { tags: ['organisations'] as const, access: { owner: 'change-people' } as const };
const ofOrganisation = z.strictObject({ organisationId: idSchema });
const ofImport = z.strictObject({ organisationId: idSchema, id: idSchema });
const description = 'A list of people: names of columns in the first row, in nl, fr or en';
const contentTypes = {
  [tableTypes.xlsx]: { description },
  'text/csv': { description: `${description}; semicolons, commas or tabs; UTF-8, UTF-16 or Windows-1252` },
  'application/vnd.ms-excel': { description: 'CSV, as browsers on Windows name it' },
};
/** Lists of people, taken in row by row. */
export function importRoutes(importing: Importing): Route[] {
  const { imports, people, accounts, newId, roleNames } = importing;
  const said = (findings: readonly Finding[], locale: Locale) =>
    findings.map(({ field, message }) => ({ field, message: saidIn(message, locale) }));

  async function views(found: readonly Import[], locale: Locale) {
    const [counts, names] = await Promise.all([
      imports.counts(found.map(({ id }) => id)),
      accounts.names(found.map(({ by }) => by)),
    ]);
    return found.map(({ id, organisationId, state, isDryRun, invites, at, by, rows, notices, ignored }) => {
      const counted = counts.get(id) ?? {};
      const failed = counted.failed ?? 0;
      return {
        id,
        state,
        isDryRun,
        invites,
        at: at.toISOString(),
        byName: names.get(by),
        rows,
        done: outcomes.reduce((sum, each) => sum + (counted[each] ?? 0), 0),
        outcomes: Object.fromEntries(outcomes.map((each) => [each, counted[each] ?? 0])) as Record<Outcome, number>,
        ignoredColumns: ignored,
        notices: said(notices, locale),
        failedRowsUrl:
          failed > 0 && state !== 'running'
            ? `/api/v1/organisations/${organisationId}/member-imports/${id}/failed-rows`
            : null,
      };
    });
  }

  /** @throws Problem 403, 404 */
  async function find(
    actor: Parameters<typeof people.actingFor>[0],
    { organisationId, id }: z.output<typeof ofImport>,
  ) {
    await people.actingFor(actor, organisationId, 'change-people');
    const found = await imports.get(id);
    if (found?.organisationId !== organisationId) throw notFound();
    return found;
  }

  return [
    route({
      ...common,
      method: 'post',
      path,
      operationId: 'importMembers',
      summary:
        'Take in a list of people, or try it out: each row gets an outcome of its own, and the same list again changes nothing',
      description:
        'Columns: first name and last name; e-mail address or staff number, by which somebody is known again; phone, role, language. Others are left alone, as is a row of totals.',
      idempotent: true,
      bodyLimit: '10mb',
      timeoutMs: 60_000,
      request: {
        params: ofOrganisation,
        query: z.strictObject({ dryRun: queryBoolean().default(false), invite: queryBoolean().default(true) }),
        body: { raw: true, contentTypes },
      },
      responses: { 202: importView },
      problems: [422],
      handler: async (ctx) => {
        const { organisationId } = ctx.params;
        await people.actingFor(ctx.actor, organisationId, 'change-people');
        const read = await readPeople(ctx.body.bytes, roleNames).catch((error: unknown) => {
          throw error instanceof UnreadableWorkbook ? refusedFile([unreadableFinding(error)]) : error;
        });
        if (read.problems.length > 0) throw refusedFile(read.problems);
        if (read.rows.length > mostRows) throw refusedFile([tooMany]);
        const started: Import = {
          id: newId(),
          organisationId,
          by: ctx.actor.accountId,
          at: ctx.now,
          isDryRun: ctx.query.dryRun,
          invites: ctx.query.invite,
          state: 'running',
          rows: read.rows.length,
          notices: read.notices.slice(0, 50),
          ignored: read.ignored.slice(0, 50),
        };
        await imports.insert(started, read.rows);
        return ctx.remember(accepted((await views([started], ctx.locale))[0]));
      },
    }),
    route({
      ...common,
      method: 'get',
      path,
      operationId: 'listMemberImports',
      summary: 'Lists of people that were taken in or tried out in the last 90 days, the newest first',
      request: { params: ofOrganisation, query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(importView) },
      handler: async (ctx) => {
        await people.actingFor(ctx.actor, ctx.params.organisationId, 'change-people');
        const page = await imports.page(ctx.params.organisationId, ctx.query);
        return ok({ ...page, items: await views(page.items, ctx.locale) });
      },
    }),
    route({
      ...common,
      method: 'get',
      path: `${path}/:id`,
      operationId: 'getMemberImport',
      summary: 'How far a list of people is',
      request: { params: ofImport },
      responses: { 200: importView },
      handler: async (ctx) => ok((await views([await find(ctx.actor, ctx.params)], ctx.locale))[0]),
    }),
    route({
      ...common,
      method: 'get',
      path: `${path}/:id/rows`,
      operationId: 'listMemberImportRows',
      summary: 'What became of each row of a list',
      request: {
        params: ofImport,
        query: z.strictObject({ ...pageQuery, outcome: z.enum(outcomes).optional() }),
      },
      responses: { 200: countedPageOf(rowView) },
      handler: async (ctx) => {
        const { id } = await find(ctx.actor, ctx.params);
        const { outcome, ...wish } = ctx.query;
        const page = await imports.rowsOf(id, outcome, wish);
        return ok({
          ...page,
          items: page.items.map(({ row, outcome, cells, faults }) => ({
            row,
            outcome,
            firstName: cells.firstName ?? '',
            lastName: cells.lastName ?? '',
            email: cells.email ?? '',
            errors: said(faults, ctx.locale),
          })),
        });
      },
    }),
    route({
      ...common,
      method: 'get',
      path: `${path}/:id/failed-rows`,
      operationId: 'getMemberImportFailedRows',
      summary: 'The rows that failed, with the reason in a column: to be mended and taken in again',
      request: { params: ofImport, query: z.strictObject({ format: z.enum(['xlsx', 'csv']).default('xlsx') }) },
      responses: { 200: { description: 'The file', contentType: [tableTypes.xlsx, 'text/csv'] } },
      handler: async (ctx) => {
        const { id } = await find(ctx.actor, ctx.params);
        const { format } = ctx.query;
        const { locale } = ctx;
        const content = () => {
          const table = { name: 'people', columns: columnsIn(locale), rows: imports.failed(id) };
          return writeTable(format, table);
        };
        return file({ content, contentType: tableTypes[format], filename: `people.${format}` });
      },
    }),
  ];
}
