import {
  created,
  emailSchema,
  etagOf,
  idSchema,
  lineText,
  noContent,
  notFound,
  ok,
  pageQuery,
  type Route,
  route,
} from '@leerhuis/http-api';
import { z } from 'zod';
import { actingFor } from './acting.ts';
import type { Member } from './domain/member.ts';
import { roles } from './domain/roles.ts';
import { addMember, changeMember, inviteAgain, removeMember } from './member-commands.ts';
import {
  changeMemberBody,
  memberPage,
  memberState,
  memberView,
  newMemberBody,
  personOf,
  standingSchema,
  viewOf,
} from './member-schemas.ts';
import type { Members } from './members.ts';
import { readBesides } from './read-besides.ts';

const base = '/api/v1/organisations/:organisationId/members';
const common = { tags: ['organisations'] as const, access: { owner: 'see-people' } as const };
const ofOrganisation = z.strictObject({ organisationId: idSchema });
const ofMember = z.strictObject({ organisationId: idSchema, id: idSchema });
const etag = ({ revision }: Member) => ({ ETag: etagOf(revision) });

/** People of an organisation, for who acts for it with the right (C-7, B-2, B-6, B-12). */
export function memberRoutes(needs: Members): Route[] {
  const { members } = needs;

  async function views(found: readonly Member[], now: Date) {
    const besides = await readBesides(needs, found);
    return found.map((member) => viewOf(member, besides, now));
  }
  const view = async (member: Member, now: Date) => (await views([member], now))[0];

  return [
    route({
      ...common,
      method: 'get',
      path: base,
      operationId: 'listMembers',
      summary: 'People of an organisation by name; those who are no longer there with `state=ended`',
      request: {
        params: ofOrganisation,
        query: z.strictObject({
          ...pageQuery,
          q: lineText(100).optional().meta({ description: 'Beginnings of words of name, address or staff number' }),
          role: z.enum(roles).optional(),
          state: memberState.optional(),
          invitation: standingSchema.optional(),
        }),
      },
      responses: { 200: memberPage },
      handler: async (ctx) => {
        const { organisationId } = ctx.params;
        const { limit, cursor, ...filter } = ctx.query;
        await actingFor(needs, ctx.actor, organisationId, 'see-people');
        const page = await members.page(organisationId, filter, { limit, cursor }, ctx.now);
        return ok({ ...page, items: await views(page.items, ctx.now) });
      },
    }),
    route({
      ...common,
      method: 'post',
      path: base,
      operationId: 'addMember',
      summary: 'Put somebody on the list of people, and invite them',
      idempotent: true,
      etag: true,
      request: { params: ofOrganisation, body: newMemberBody },
      responses: { 201: memberView },
      problems: [403, 409, 422],
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          const { organisationId } = ctx.params;
          const { invite, email, ...rest } = ctx.body;
          const wanted = { person: { ...rest, workEmail: email }, invites: invite && email !== null };
          const member = await addMember(needs, tx, organisationId, wanted, ctx);
          const at = `/api/v1/organisations/${organisationId}/members/${member.id}`;
          return created(await view(member, ctx.now), at, etag(member));
        }),
    }),
    route({
      ...common,
      method: 'get',
      path: `${base}/:id`,
      operationId: 'getMember',
      summary: 'Somebody of an organisation',
      etag: true,
      request: { params: ofMember },
      responses: { 200: memberView },
      handler: async (ctx) => {
        const { organisationId, id } = ctx.params;
        await actingFor(needs, ctx.actor, organisationId, 'see-people');
        const member = await members.get(id);
        if (member?.organisationId !== organisationId) throw notFound();
        return ok(await view(member, ctx.now), etag(member));
      },
    }),
    route({
      ...common,
      method: 'patch',
      path: `${base}/:id`,
      operationId: 'changeMember',
      summary: 'Change what the organisation knows of somebody, and their roles',
      description: 'Another address before they answered ends the links to the one before: invite them again.',
      etag: true,
      request: { params: ofMember, body: changeMemberBody },
      responses: { 200: memberView },
      problems: [409, 422],
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          const changed = await changeMember(needs, tx, ctx.params, personOf(ctx.body), ctx);
          return ok(await view(changed, ctx.now), etag(changed));
        }),
    }),
    route({
      ...common,
      method: 'delete',
      path: `${base}/:id`,
      operationId: 'removeMember',
      summary: 'Take somebody off the list; their account stays',
      etag: true,
      request: { params: ofMember },
      responses: {
        204: { description: 'No longer of the organisation' },
        202: { description: 'No longer of the organisation; other parts will hear of it in a moment' },
      },
      problems: [409],
      handler: async (ctx) => {
        const removed = await ctx.transaction(async (tx) => {
          await removeMember(needs, tx, ctx.params, ctx);
          return noContent();
        });
        return (await needs.isTold(ctx.params.id)) ? removed : { status: 202 };
      },
    }),
    route({
      ...common,
      method: 'post',
      path: `${base}/:id/invitation`,
      operationId: 'inviteMember',
      summary: 'Mail somebody of the list a link, or again; with `email` a wrong address is corrected first',
      description:
        'Whoever has the same role as trainer or care worker in another organisation is invited to move: that ends when they accept, within 7 days.',
      idempotent: true,
      etag: true,
      request: { params: ofMember, body: z.strictObject({ email: emailSchema.optional() }).meta({ id: 'Inviting' }) },
      responses: { 200: memberView },
      problems: [409, 422],
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          const invited = await inviteAgain(needs, tx, ctx.params, ctx.body.email, ctx);
          return ok(await view(invited, ctx.now), etag(invited));
        }),
    }),
  ];
}
