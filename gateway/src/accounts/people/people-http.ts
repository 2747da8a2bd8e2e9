import { countedPageOf, created, idSchema, noContent, notFound, ok, pageQuery, route } from '@leerhuis/http-api';
import { z } from 'zod';
import { changeStaff, inviteStaff, type PeopleKeeping, withdrawInvitation } from './people-commands.ts';
import { staffRefused } from './people-problems.ts';
import {
  endQuery,
  invitationBody,
  invitationOf,
  invitationView,
  personOf,
  personView,
  rolesBody,
} from './people-schemas.ts';

const params = z.strictObject({ accountId: idSchema });
const invitationParams = z.strictObject({ id: idSchema });
const common = { tags: ['staff: accounts'] as const, access: { staff: ['administration'] as const } };

/** People of the provider, for those who decide who they are. */
export function peopleRoutes(keeping: PeopleKeeping) {
  return [
    route({
      ...common,
      method: 'get',
      path: '/api/v1/admin/people',
      operationId: 'listPeople',
      summary: 'People of the provider and their roles',
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(personView) },
      handler: async ({ query }) => {
        const page = await keeping.accounts.staffPage(query);
        return ok({ ...page, items: page.items.map(personOf) });
      },
    }),
    route({
      ...common,
      method: 'put',
      path: '/api/v1/admin/people/:accountId/roles',
      operationId: 'changeStaffRoles',
      summary: 'Give somebody of the staff other roles; who may less than before is logged out at once',
      request: { params, body: rolesBody },
      responses: { 200: personView },
      problems: [404, 409],
      handler: async (ctx) =>
        ctx.transaction(async (tx) => {
          const { roles, reason = null } = ctx.body;
          const wish = { ...ctx.params, roles, reason, by: ctx.actor.accountId };
          const changed = await changeStaff(keeping, tx, wish);
          if ('refused' in changed) throw staffRefused(changed);
          return ok(personOf(changed));
        }),
    }),
    route({
      ...common,
      method: 'delete',
      path: '/api/v1/admin/people/:accountId',
      operationId: 'endStaff',
      summary: 'End that somebody is of the staff, at once; the account stays, as a learner’s',
      request: { params, query: endQuery },
      responses: { 204: { description: 'Done' } },
      problems: [404, 409],
      handler: async (ctx) =>
        ctx.transaction(async (tx) => {
          const wish = { ...ctx.params, roles: [], reason: ctx.query.reason ?? null, by: ctx.actor.accountId };
          const ended = await changeStaff(keeping, tx, wish);
          if ('refused' in ended) throw staffRefused(ended);
          return noContent();
        }),
    }),
    route({
      ...common,
      method: 'post',
      path: '/api/v1/admin/staff-invitations',
      operationId: 'inviteStaff',
      summary: 'Ask somebody by mail to work for the provider; the link works once, for a week',
      idempotent: true,
      request: { body: invitationBody },
      responses: { 201: invitationView },
      problems: [409],
      handler: async (ctx) =>
        ctx.transaction(async (tx) => {
          const invited = await inviteStaff(keeping, tx, ctx.body, ctx.actor.accountId);
          if ('refused' in invited) throw staffRefused(invited);
          const { invitation } = invited;
          const names = await keeping.accounts.names([invitation.invitedBy]);
          return created(invitationOf(invitation, names), `/api/v1/admin/staff-invitations/${invitation.id}`);
        }),
    }),
    route({
      ...common,
      method: 'get',
      path: '/api/v1/admin/staff-invitations',
      operationId: 'listStaffInvitations',
      summary: 'Who was asked and did not answer yet, the newest first',
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(invitationView) },
      handler: async ({ query }) => {
        const page = await keeping.invitations.page(query);
        const names = await keeping.accounts.names(page.items.map(({ invitedBy }) => invitedBy));
        return ok({ ...page, items: page.items.map((one) => invitationOf(one, names)) });
      },
    }),
    route({
      ...common,
      method: 'delete',
      path: '/api/v1/admin/staff-invitations/:id',
      operationId: 'withdrawStaffInvitation',
      summary: 'Take an invitation back: its link works no more',
      request: { params: invitationParams },
      responses: { 204: { description: 'Done' } },
      problems: [404],
      handler: async (ctx) =>
        ctx.transaction(async (tx) => {
          if (!(await withdrawInvitation(keeping, tx, ctx.params.id, ctx.actor.accountId))) throw notFound();
          return noContent();
        }),
    }),
  ];
}
