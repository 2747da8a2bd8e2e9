import type { NamesOf, NoteAudit } from '@leerhuis/audit';
import { countedPageOf, dateTime, idSchema, ok, pageQuery, route } from '@leerhuis/http-api';
import { z } from 'zod';
import { loginOutcomes } from './domain/login.ts';
import type { LoginEntry, LoginLogStore } from './login-log-store.ts';

const entry = {
  id: idSchema,
  at: dateTime,
  outcome: z.enum(loginOutcomes),
  ip: z.string().describe('Address of the network it came from; of IPv6 its /64'),
  device: z.string().nullable().describe('What the browser or app called itself'),
};
const ownEntry = z.object(entry).meta({ id: 'LoginAttempt' });
const entryOfStaff = z
  .object({
    ...entry,
    accountId: idSchema.nullable().describe('Null when nobody has the address that was typed'),
    accountName: z.string().optional(),
  })
  .meta({ id: 'LoginAttemptOfAccount' });

const filters = {
  accountId: idSchema.optional(),
  outcome: z.enum(loginOutcomes).optional(),
  from: dateTime.optional().meta({ description: 'From this moment on' }),
  to: dateTime.optional().meta({ description: 'Before this moment' }),
};

const ownView = ({ id, at, outcome, ip, device }: LoginEntry) => ({ id, at: at.toISOString(), outcome, ip, device });
const instantOf = (time: string | undefined) => (time === undefined ? undefined : new Date(time));

/** Who logged in and who failed to (ASVS 16.3): one's own for everybody, all for staff, whose looking is noted. */
export function loginLogRoutes(log: LoginLogStore, accounts: { names: NamesOf }, note: NoteAudit) {
  return [
    route({
      method: 'get',
      path: '/api/v1/me/logins',
      operationId: 'listOwnLogins',
      summary: 'When my account was logged in to and when that failed, of 180 days, the newest first',
      tags: ['sessions'],
      access: 'signed-in',
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(ownEntry) },
      handler: async ({ actor, query }) => {
        const page = await log.ofAccount(actor.accountId, query);
        return ok({ ...page, items: page.items.map(ownView) });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/logins',
      operationId: 'listLogins',
      summary: 'Logins and what was refused, of 180 days, the newest first; who looks is noted in the audit trail',
      tags: ['staff: accounts'],
      access: { staff: ['administration'] },
      request: { query: z.strictObject({ ...pageQuery, ...filters }) },
      responses: { 200: countedPageOf(entryOfStaff) },
      handler: async (ctx) => {
        const { from, to, accountId, outcome, ...wish } = ctx.query;
        const page = await log.page({ accountId, outcome, from: instantOf(from), to: instantOf(to) }, wish);
        const looked = { by: ctx.actor.accountId, action: 'logins.looked-at', subject: accountId ?? 'all accounts' };
        const names = await accounts.names(page.items.flatMap((one) => one.accountId ?? []));
        const items = page.items.map((one) => {
          const accountName = names.get(one.accountId ?? '');
          return { ...ownView(one), accountId: one.accountId, accountName };
        });
        return ctx.transaction(async (tx) => {
          await note(tx, looked);
          return ok({ ...page, items });
        });
      },
    }),
  ];
}
