import type { NoteAudit } from '@leerhuis/audit';
import { countedPageOf, dateTime, idSchema, noContent, notFound, ok, pageQuery, route } from '@leerhuis/http-api';
import { z } from 'zod';
import type { Session } from './domain/session.ts';
import { closeAllSessions, closeOwnSession, type LoggingIn } from './session-commands.ts';

const openSessionView = z
  .object({
    id: idSchema,
    isCurrent: z.boolean().describe('Whether it is the one that asks'),
    device: z.string().nullable().describe('What the browser or app called itself at the login'),
    remembered: z.boolean(),
    startedAt: dateTime,
    lastUsedAt: dateTime.describe('When it last asked for new tokens'),
    expiresAt: dateTime,
  })
  .meta({ id: 'OpenSession' });

function viewOf({ id, device = null, remembered, startedAt, refreshedAt, expiresAt }: Session, current: string) {
  return {
    ...{ id, isCurrent: id === current, device, remembered },
    startedAt: startedAt.toISOString(),
    lastUsedAt: refreshedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}

/** Where somebody is logged in, and how they, or staff for them, end that (ASVS 7.4, 7.5). */
export function ownSessionRoutes(loggingIn: LoggingIn, note: NoteAudit) {
  return [
    route({
      method: 'get',
      path: '/api/v1/sessions',
      operationId: 'listSessions',
      summary: 'Where I am logged in, the newest first',
      tags: ['sessions'],
      access: 'signed-in',
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(openSessionView) },
      handler: async ({ actor, query, now }) => {
        const page = await loggingIn.sessions.openOf(actor.accountId, now, query);
        return ok({ ...page, items: page.items.map((session) => viewOf(session, actor.sessionId)) });
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/sessions/others',
      operationId: 'endOtherSessions',
      summary: 'Log out everywhere else',
      tags: ['sessions'],
      access: 'signed-in',
      responses: { 204: { description: 'Done' } },
      handler: async ({ actor }) => {
        await loggingIn.transaction((tx) =>
          closeAllSessions(loggingIn, tx, actor.accountId, 'ended-elsewhere', actor.sessionId),
        );
        return noContent();
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/sessions/:id',
      operationId: 'endSession',
      summary: 'Log out on one device of mine: the tokens of that session no longer count',
      tags: ['sessions'],
      access: 'signed-in',
      request: { params: z.strictObject({ id: idSchema }) },
      responses: { 204: { description: 'Done' } },
      problems: [404],
      handler: async ({ actor, params }) => {
        const ended = await loggingIn.transaction((tx) => closeOwnSession(loggingIn, tx, actor, params.id));
        if (!ended) throw notFound();
        return noContent();
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/admin/accounts/:accountId/sessions',
      operationId: 'endSessionsOf',
      summary: 'Log somebody out everywhere, whose device was lost, say; noted in the audit trail',
      tags: ['staff: accounts'],
      access: { staff: ['administration'] },
      request: { params: z.strictObject({ accountId: idSchema }) },
      responses: { 204: { description: 'Done' } },
      handler: async ({ actor, params: { accountId } }) => {
        await loggingIn.transaction(async (tx) => {
          await closeAllSessions(loggingIn, tx, accountId, 'ended-by-staff');
          await note(tx, { by: actor.accountId, action: 'sessions.ended', subject: accountId });
        });
        return noContent();
      },
    }),
  ];
}
