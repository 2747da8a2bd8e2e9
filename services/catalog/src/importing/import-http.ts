import {
  countedPageOf,
  created,
  dateTime,
  idSchema,
  notFound,
  ok,
  pageQuery,
  problem,
  queryBoolean,
  type Route,
  route,
} from '@leerhuis/http-api';
import { type Locale, saidIn } from '@leerhuis/language';
import { inTurn } from '@leerhuis/waiting';
import { z } from 'zod';
import { type LocatedFinding, UnreadableFile } from './catalogue-file.ts';
import { type CatalogueContentType, contentTypes, importFile, readCatalogue } from './import-commands.ts';
import type { ImportReport } from './import-store.ts';
import type { Importing } from './importing.ts';

const outcome = z.enum(['created', 'changed', 'unchanged', 'refused']);
const importSummary = z
  .object({
    id: idSchema,
    at: dateTime,
    by: z.string(),
    contentType: z.string(),
    fingerprint: z.string().meta({ description: 'SHA-256 of the file' }),
    counts: z.object({ created: z.int(), changed: z.int(), unchanged: z.int(), refused: z.int() }),
  })
  .meta({ id: 'CatalogueImport' });
const importReport = importSummary
  .extend({
    dryRun: z.boolean(),
    rows: z.array(
      z.object({
        sheet: z.string(),
        row: z.int(),
        code: z.string().nullable(),
        outcome,
        problems: z.array(z.object({ field: z.string(), message: z.string() })),
      }),
    ),
    notices: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .meta({ description: 'What who made the file may not see in it, as hidden rows; it was imported all the same' }),
  })
  .meta({ id: 'CatalogueImportReport' });

const path = '/api/v1/admin/catalog/imports';
const tags = ['staff: catalogue'] as const;

/** Reading takes a thread with memory of its own, so one at a time; more than these come back later. */
const mostWaiting = 3;

export function importRoutes(importing: Importing): Route[] {
  const { imports } = importing;
  const readings = inTurn(mostWaiting);
  return [
    route({
      method: 'post',
      path,
      operationId: 'importCatalogue',
      summary: 'Import a catalogue file, or try it out; each row gets an outcome of its own',
      description: 'The columns and fields are described in docs/catalogue-file.md.',
      tags,
      access: { staff: ['operations'] },
      idempotent: true,
      bodyLimit: '10mb',
      timeoutMs: 60_000,
      request: {
        query: z.strictObject({ dryRun: queryBoolean().default(false) }),
        body: { raw: true, contentTypes },
      },
      responses: { 200: importReport, 201: importReport },
      problems: [422],
      handler: async (ctx) => {
        const { bytes, contentType } = ctx.body;
        const { dryRun } = ctx.query;
        const file = await readings('file', () => readCatalogue(contentType as CatalogueContentType, bytes)).catch(
          asProblem,
        );
        return ctx.transaction(async (tx) => {
          const report = await importFile(importing, tx, file, { by: ctx.actor.accountId, dryRun });
          const view = viewOf(report, ctx.locale, dryRun);
          return dryRun ? ok(view) : created(view, `${path}/${report.id}`);
        });
      },
    }),
    route({
      method: 'get',
      path,
      operationId: 'listCatalogueImports',
      summary: 'Imports that were made, the newest first',
      tags,
      access: { staff: ['operations'] },
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(importSummary) },
      handler: async ({ query }) => {
        const page = await imports.page(query);
        return ok({
          ...page,
          items: page.items.map(({ _id, at, ...report }) => ({ id: _id, at: at.toISOString(), ...report })),
        });
      },
    }),
    route({
      method: 'get',
      path: `${path}/:id`,
      operationId: 'getCatalogueImport',
      summary: 'What became of each row of an import',
      tags,
      access: { staff: ['operations'] },
      request: { params: z.strictObject({ id: idSchema }) },
      responses: { 200: importReport },
      problems: [404],
      handler: async ({ params, locale }) => {
        const report = await imports.get(params.id);
        if (!report) throw notFound();
        return ok(viewOf(report, locale, false));
      },
    }),
  ];
}

function asProblem(error: unknown): never {
  if (error instanceof UnreadableFile) throw problem(422, 'catalogue-file-unreadable', { errors: error.findings });
  throw error;
}

function viewOf({ at, rows, notices = [], ...report }: ImportReport, locale: Locale, dryRun: boolean) {
  const told = ({ field, message }: LocatedFinding) => ({ field, message: saidIn(message, locale) });
  return {
    ...report,
    at: at.toISOString(),
    dryRun,
    rows: rows.map(({ problems, ...row }) => ({
      ...row,
      problems: problems.map(told),
    })),
    notices: notices.map(told),
  };
}
