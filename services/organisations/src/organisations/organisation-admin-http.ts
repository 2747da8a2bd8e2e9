import {
  created,
  etagOf,
  idSchema,
  lineText,
  notFound,
  ok,
  pageQuery,
  type Route,
  requireMatch,
  route,
} from '@leerhuis/http-api';
import { z } from 'zod';
import type { Organisation } from './domain/organisation.ts';
import { changeDetails, makeOne, organisationSteps } from './organisation-commands.ts';
import { adminDetailsBody, adminPage, adminView, makeBody, viewOf } from './organisation-schemas.ts';
import type { Organisations } from './organisations.ts';

const base = '/api/v1/admin/organisations';
const common = { tags: ['staff: organisations'] as const, access: { staff: ['operations'] } as const };
const params = z.strictObject({ id: idSchema });
const reasonBody = z.strictObject({ reason: lineText(500) }).meta({ id: 'OrganisationReason' });
function requestView({ by: { accountId, ...person }, at, message }: NonNullable<Organisation['request']>) {
  return { person, hasAccount: accountId !== null, at: at.toISOString(), message };
}
const etag = ({ revision }: Organisation) => ({ ETag: etagOf(revision) });

/** Organisations as staff look after them (C-1). */
export function organisationAdminRoutes(needs: Organisations): Route[] {
  const { organisations, accounts, bounces } = needs;

  async function views(found: readonly Organisation[]) {
    const closed = found.flatMap((each) => each.closed ?? []);
    const [names, others, bounced] = await Promise.all([
      accounts.names(closed.map(({ by }) => by)),
      organisations.many(closed.flatMap(({ mergedInto }) => mergedInto ?? [])),
      bounces.since(found.map(({ invoiceEmail }) => invoiceEmail)),
    ]);
    return found.map((each) => ({
      ...viewOf(each, bounced),
      madeAt: each.madeAt.toISOString(),
      request: each.request && requestView(each.request),
      closed: each.closed && {
        at: each.closed.at.toISOString(),
        byName: names.get(each.closed.by),
        reason: each.closed.reason,
        mergedInto: each.closed.mergedInto,
        mergedIntoName: others.get(each.closed.mergedInto ?? '')?.name,
      },
    }));
  }
  const view = async (organisation: Organisation) => (await views([organisation]))[0];

  const step = (
    name: string,
    operationId: string,
    summary: string,
    take: (
      ...[tx, id, by, reason]: [Parameters<typeof organisationSteps.refuse>[1], string, string, string]
    ) => Promise<Organisation>,
  ) =>
    route({
      ...common,
      method: 'post',
      path: `${base}/:id/${name}`,
      operationId,
      summary,
      idempotent: true,
      request: { params, body: reasonBody },
      responses: { 200: adminView },
      problems: [409],
      handler: (ctx) =>
        ctx.transaction(async (tx) =>
          ok(await view(await take(tx, ctx.params.id, ctx.actor.accountId, ctx.body.reason))),
        ),
    });

  return [
    route({
      ...common,
      access: { staff: ['administration', 'finance', 'operations'] },
      method: 'get',
      path: base,
      operationId: 'listOrganisations',
      summary: 'Organisations and requests for one, the newest first',
      request: {
        query: z.strictObject({
          ...pageQuery,
          state: z.enum(['requested', 'active', 'closed']).optional(),
          q: lineText(100).optional().meta({ description: 'Beginnings of words of its name, or its number' }),
        }),
      },
      responses: { 200: adminPage },
      handler: async ({ query }) => {
        const page = await organisations.page(query);
        return ok({ ...page, items: await views(page.items) });
      },
    }),
    route({
      ...common,
      method: 'post',
      path: base,
      operationId: 'makeOrganisation',
      summary: 'Make an organisation; its first manager gets an invitation',
      idempotent: true,
      etag: true,
      request: { body: makeBody },
      responses: { 201: adminView },
      problems: [409],
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          const { organisation, manager, buysOnAccount } = ctx.body;
          const how = { manager: { ...manager, accountId: null }, buysOnAccount, by: ctx.actor.accountId };
          const made = await makeOne(needs, tx, organisation, how);
          return created(await view(made), `${base}/${made.id}`, etag(made));
        }),
    }),
    route({
      ...common,
      access: { staff: ['administration', 'finance', 'operations'] },
      method: 'get',
      path: `${base}/:id`,
      operationId: 'getOrganisationForStaff',
      summary: 'An organisation, and who asked for it',
      etag: true,
      request: { params },
      responses: { 200: adminView },
      handler: async ({ params: { id } }) => {
        const known = await organisations.get(id);
        if (!known) throw notFound();
        return ok(await view(known), etag(known));
      },
    }),
    route({
      ...common,
      method: 'put',
      path: `${base}/:id`,
      operationId: 'changeOrganisationForStaff',
      summary: 'Change the data of an organisation or request, its number, and whether it buys on account',
      etag: true,
      request: { params, body: adminDetailsBody },
      responses: { 200: adminView },
      problems: [409],
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          const known = await organisations.get(ctx.params.id, tx);
          if (!known) throw notFound();
          requireMatch(ctx, known.revision);
          const { invoiceEmailBouncedSince: _, ...details } = ctx.body;
          const changed = await changeDetails(needs, tx, known, details, ctx.actor.accountId);
          return ok(await view(changed), etag(changed));
        }),
    }),
    route({
      ...common,
      method: 'post',
      path: `${base}/:id/approval`,
      operationId: 'approveOrganisation',
      summary: 'Take an organisation in; who asked for it manages it',
      idempotent: true,
      request: { params },
      responses: { 200: adminView },
      problems: [409],
      handler: async (ctx) => {
        const taken = await ctx.transaction(async (tx) =>
          ok(await view(await organisationSteps.approve(needs, tx, ctx.params.id, ctx.actor.accountId))),
        );
        await needs.people.allTold();
        return taken;
      },
    }),
    step('refusal', 'refuseOrganisation', 'Refuse a request; who asked is told why', (tx, id, by, reason) =>
      organisationSteps.refuse(needs, tx, id, by, reason),
    ),
    step('closure', 'closeOrganisation', 'Close an organisation: nobody acts for it any more', (tx, id, by, reason) =>
      organisationSteps.close(needs, tx, id, by, reason),
    ),
    route({
      ...common,
      method: 'post',
      path: `${base}/:id/merge`,
      operationId: 'mergeOrganisation',
      summary: 'Close an organisation that is the same as another, which takes its people over',
      idempotent: true,
      request: {
        params,
        body: z.strictObject({ into: idSchema, reason: lineText(500) }).meta({ id: 'OrganisationMerge' }),
      },
      responses: { 200: adminView },
      problems: [409, 422],
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          const { into, reason } = ctx.body;
          const merged = await organisationSteps.merge(needs, tx, ctx.params.id, into, ctx.actor.accountId, reason);
          return ok(await view(merged));
        }),
    }),
  ];
}
