import type { NoteAudit } from '@leerhuis/audit';
import { accepted, countedPageOf, file, idSchema, notFound, ok, pageQuery, route } from '@leerhuis/http-api';
import type { Provider } from '@leerhuis/provider';
import { type TableFormat, tableTypes } from '@leerhuis/sheets';
import { z } from 'zod';
import { fileOf, startRun } from './domain/run.ts';
import { registrationFile } from './registration-file.ts';
import { fileRefused, runRefused } from './registration-problems.ts';
import { federationCode, fileFormat, monthField, runView, viewOfRun } from './registration-schemas.ts';
import { fileIdOf, type Running } from './run-registrations.ts';

export interface RunNeeds extends Running {
  /** Sets the work on runs going; it goes on after the answer. */
  wake: () => void;
  note: NoteAudit;
  /** What a federation's people get who ask for nothing else. */
  provider: Pick<Provider, 'federationPolicyOn'>;
}

const mediaType = (contentType: string) => contentType.split(';')[0] ?? contentType;

/** The first that the client names; browsers name neither. */
function preferredFormat(accept = ''): TableFormat | undefined {
  const named = accept.split(',').map((kind) => mediaType(kind).trim().toLowerCase());
  return named.flatMap((type) => fileFormat.options.find((format) => mediaType(tableTypes[format]) === type) ?? [])[0];
}

const base = '/api/v1/admin/registration-runs';
const byId = z.strictObject({ id: idSchema });

export function runRoutes(needs: RunNeeds) {
  async function found(id: string) {
    const run = await needs.runs.byId(id);
    if (!run) throw notFound();
    return run;
  }

  return [
    route({
      method: 'post',
      path: base,
      operationId: 'startRegistrationRun',
      summary: 'Send everything completed in this month or before to the federations (V-26)',
      tags: ['staff: registrations'],
      access: { staff: ['operations'] },
      idempotent: true,
      request: { body: z.strictObject({ month: monthField }).meta({ id: 'NewRegistrationRun' }) },
      responses: { 202: runView },
      problems: [422],
      handler: async (ctx) => {
        const { month } = ctx.body;
        const by = ctx.actor.accountId;
        const answer = await ctx.transaction(async (tx) => {
          const wanted = { id: needs.newId(), month, kind: 'manual', startedBy: by } as const;
          const started = startRun(wanted, needs.monthOf(ctx.now), tx.now);
          if ('refused' in started) throw runRefused(started);
          const { run } = started;
          await needs.runs.insert(tx, run);
          await needs.note(tx, { by, action: 'start-run', subject: run.id, after: { month } });
          return accepted(viewOfRun(run), { Location: `${base}/${run.id}` });
        });
        needs.wake();
        return answer;
      },
    }),
    route({
      method: 'get',
      path: base,
      operationId: 'listRegistrationRuns',
      summary: 'Monthly runs, newest first',
      tags: ['staff: registrations'],
      access: { staff: ['operations'] },
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(runView) },
      handler: async (ctx) => {
        const page = await needs.runs.page(ctx.query);
        return ok({ ...page, items: page.items.map(viewOfRun) });
      },
    }),
    route({
      method: 'get',
      path: `${base}/:id`,
      operationId: 'getRegistrationRun',
      summary: 'How far a run is, and what it sent',
      tags: ['staff: registrations'],
      access: { staff: ['operations'] },
      request: { params: byId },
      responses: { 200: runView },
      problems: [404],
      handler: async (ctx) => ok(viewOfRun(await found(ctx.params.id))),
    }),
    route({
      method: 'get',
      path: `${base}/:id/files/:federation`,
      operationId: 'getRegistrationFile',
      summary:
        'What a run sent to a federation, for its people to open in a spreadsheet; there when the run is done, unless it sent nothing',
      description:
        'A workbook, or CSV as Dutch and French spreadsheets open it (byte order mark, semicolons, decimal commas): as `format` ' +
        'says, else as `Accept` prefers, else as is set for the federation, else a workbook. Programs find the same in ' +
        '`/api/v1/federations/{code}/registrations` and on the queue of the federation.',
      tags: ['staff: registrations'],
      access: { staff: ['operations'] },
      request: {
        params: z.strictObject({ id: idSchema, federation: federationCode }),
        query: z.strictObject({ format: fileFormat.optional() }),
      },
      responses: {
        200: { description: 'A line per participation', contentType: Object.values(tableTypes).map(mediaType) },
      },
      problems: [404, 409],
      handler: async (ctx) => {
        const run = await found(ctx.params.id);
        const { federation } = ctx.params;
        const refusal = fileOf(run, federation);
        if (refusal) throw fileRefused(refusal, federation);
        const stored = await needs.files.stat(fileIdOf(run.id, federation));
        if (!stored) throw notFound();
        const usual = needs.provider.federationPolicyOn(federation, needs.dayOf(ctx.now)).file;
        const format = ctx.query.format ?? preferredFormat(ctx.header('accept')) ?? usual;
        const name = `${federation}-${run.month}`;
        const content = () => registrationFile(format, name, stored.open());
        const answer = file({ content, contentType: tableTypes[format], filename: `${name}.${format}` });
        return { ...answer, headers: { ...answer.headers, Vary: 'Accept' } };
      },
    }),
  ];
}
