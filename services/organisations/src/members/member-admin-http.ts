import { idSchema, lineText, notFound, ok, pageQuery, type Route, route } from '@leerhuis/http-api';
import { z } from 'zod';
import type { Member } from './domain/member.ts';
import { noteBounce } from './invitation-commands.ts';
import { correctRoles } from './member-commands.ts';
import { memberPage, memberState, memberView, roleList, viewOf } from './member-schemas.ts';
import type { Members } from './members.ts';
import { readBesides } from './read-besides.ts';

const common = { tags: ['staff: organisations'] as const, access: { staff: ['operations'] } as const };
const params = z.strictObject({ id: idSchema });

/** What staff do about people of organisations; all of it is noted. */
export function memberAdminRoutes(needs: Members): Route[] {
  const { members, organisations } = needs;
  const view = async (member: Member, now: Date) => viewOf(member, await readBesides(needs, [member]), now);

  return [
    route({
      ...common,
      method: 'get',
      path: '/api/v1/admin/organisations/:id/members',
      operationId: 'listMembersForStaff',
      summary: 'People of an organisation, by name',
      request: {
        params,
        query: z.strictObject({ ...pageQuery, q: lineText(100).optional(), state: memberState.optional() }),
      },
      responses: { 200: memberPage },
      handler: async ({ params: { id }, query: { limit, cursor, ...filter }, now }) => {
        if (!(await organisations.get(id))) throw notFound();
        const page = await members.page(id, filter, { limit, cursor }, now);
        const besides = await readBesides(needs, page.items);
        return ok({ ...page, items: page.items.map((member) => viewOf(member, besides, now)) });
      },
    }),
    route({
      ...common,
      method: 'put',
      path: '/api/v1/admin/members/:id/roles',
      operationId: 'correctMemberRoles',
      summary: 'Correct a wrong role, after an identity check',
      request: {
        params,
        body: z
          .strictObject({
            roles: roleList,
            identityChecked: z.literal(true).describe('That it was seen who asks; no copy is kept'),
            reason: lineText(500),
          })
          .meta({ id: 'RoleCorrection' }),
      },
      responses: { 200: memberView },
      problems: [409, 422],
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          const member = await members.get(ctx.params.id, tx);
          if (!member) throw notFound();
          const { roles, reason } = ctx.body;
          const corrected = await correctRoles(needs, tx, member, roles, { by: ctx.actor.accountId, reason });
          return ok(await view(corrected, ctx.now));
        }),
    }),
    route({
      ...common,
      method: 'post',
      path: '/api/v1/admin/members/:id/bounce',
      operationId: 'noteInvitationBounced',
      summary: 'Note that the mail of an open invitation came back: the organisation sees it and corrects the address',
      request: { params, body: z.strictObject({ reason: lineText(500) }).meta({ id: 'InvitationBounce' }) },
      responses: { 200: memberView },
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          const member = await members.get(ctx.params.id, tx);
          if (!member) throw notFound();
          const noted = await noteBounce(needs, tx, member, ctx.actor.accountId, ctx.body.reason);
          return ok(await view(noted, ctx.now));
        }),
    }),
  ];
}
