import type { NoteAudit } from '@leerhuis/audit';
import {
  accepted,
  file,
  idOfCursor,
  idSchema,
  notFound,
  ok,
  pageById,
  pageOf,
  pageQuery,
  route,
} from '@leerhuis/http-api';
import { z } from 'zod';
import { monthInFuture, nothingSent, runUnderWay } from './registration-problems.ts';
import { federationCode, monthField, runView, viewOfRun } from './registration-schemas.ts';
import { fileIdOf, newRun, type RunParts } from './run-registrations.ts';

export interface RunRouteParts extends RunParts {
  /** Sets the work on runs going; it goes on after the answer. */
  wake: () => void;
  note: NoteAudit;
}

const base = '/api/v1/admin/registration-runs';
const byId = z.strictObject({ id: idSchema });

export function runRoutes(parts: RunRouteParts) {
  async function found(id: string) {
    const run = await parts.runs.byId(id);
    if (!run) throw notFound();
    return run;
  }

  return [
    route({
      method: 'post',
      path: base,
      operationId: 'startRegistrationRun',
      summary: 'Send everything completed in this month or before to the federations (V-26)',
      tags: ['registrations'],
      access: 'staff',
      idempotent: true,
      request: { body: z.strictObject({ month: monthField }).meta({ id: 'NewRegistrationRun' }) },
      responses: { 202: runView },
      problems: [422],
      handler: async (ctx) => {
        const { month } = ctx.body;
        if (month > parts.monthOf(ctx.now)) throw monthInFuture();
        const answer = await ctx.transaction(async (tx) => {
          const run = newRun(parts, month, 'manual', ctx.actor.accountId, tx.now);
          await parts.runs.insert(tx, run);
          await parts.note(tx, { by: ctx.actor.accountId, action: 'start-run', subject: run.id, after: { month } });
          return accepted(viewOfRun(run), { Location: `${base}/${run.id}` });
        });
        parts.wake();
        return answer;
      },
    }),
    route({
      method: 'get',
      path: base,
      operationId: 'listRegistrationRuns',
      summary: 'Monthly runs, newest first',
      tags: ['registrations'],
      access: 'staff',
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: pageOf(runView) },
      handler: async (ctx) => {
        const { limit, cursor } = ctx.query;
        return ok(pageById(await parts.runs.page(idOfCursor(cursor), limit + 1), limit, viewOfRun));
      },
    }),
    route({
      method: 'get',
      path: `${base}/:id`,
      operationId: 'getRegistrationRun',
      summary: 'How far a run is, and what it sent',
      tags: ['registrations'],
      access: 'staff',
      request: { params: byId },
      responses: { 200: runView },
      problems: [404],
      handler: async (ctx) => ok(viewOfRun(await found(ctx.params.id))),
    }),
    route({
      method: 'get',
      path: `${base}/:id/files/:federation`,
      operationId: 'getRegistrationFile',
      summary: 'What a run sent to a federation, as CSV; there when the run is done, unless it sent nothing',
      tags: ['registrations'],
      access: 'staff',
      request: { params: z.strictObject({ id: idSchema, federation: federationCode }) },
      responses: { 200: { description: 'A line per participation', contentType: 'text/csv' } },
      problems: [404, 409],
      handler: async (ctx) => {
        const run = await found(ctx.params.id);
        const { federation } = ctx.params;
        if (run.state !== 'done') throw runUnderWay();
        if (!run.perFederation[federation]) throw nothingSent(federation);
        const stored = await parts.files.stat(fileIdOf(run.id, federation));
        if (!stored) throw notFound();
        const { contentType, size, filename } = stored;
        return file({ content: () => stored.open(), contentType, size, filename });
      },
    }),
  ];
}
