import { isPerson } from '@leerhuis/auth';
import { accepted, etagOf, idSchema, ok, type Route, requireMatch, route } from '@leerhuis/http-api';
import { z } from 'zod';
import { enterpriseOf, type Organisation } from './domain/organisation.ts';
import { changeDetails, request, takeTurn, tellSize } from './organisation-commands.ts';
import {
  detailsBody,
  organisationView,
  requestBody,
  sizeBody,
  sizeView,
  sizeViewOf,
  viewOf,
} from './organisation-schemas.ts';
import type { Organisations } from './organisations.ts';

const path = '/api/v1/organisations/:id';
const params = z.strictObject({ id: idSchema });
const common = { tags: ['organisations'] as const };
const etag = ({ revision }: Organisation) => ({ ETag: etagOf(revision) });

/** Asking for an organisation, and what who acts for it may read and change of it (C-1, C-7). */
export function organisationRoutes(needs: Organisations): Route[] {
  const { people, sizes, accounts, bounces } = needs;
  const view = async (organisation: Organisation) =>
    viewOf(organisation, await bounces.since([organisation.invoiceEmail]));

  async function sizeOf(organisation: Organisation) {
    const told = await sizes.get(enterpriseOf(organisation));
    return sizeViewOf(told, await accounts.names(told ? [told.toldBy] : []));
  }

  return [
    route({
      ...common,
      method: 'post',
      path: '/api/v1/organisation-requests',
      operationId: 'askForOrganisation',
      summary: 'Ask staff to take an organisation in; who asks manages it then',
      access: 'anyone',
      idempotent: true,
      request: { body: requestBody },
      responses: { 202: z.object({ email: z.string() }).meta({ id: 'OrganisationAskedFor' }) },
      problems: [429],
      handler: async (ctx) => {
        const { organisation, person, message } = ctx.body;
        await takeTurn(needs, ctx.ip, ctx.now);
        // logged in they become manager at once when staff say yes: only by the address of their own account
        const account = isPerson(ctx.actor) ? await accounts.get(ctx.actor.accountId) : null;
        const isOwn = account?.emailConfirmed && account.email === person.email;
        return ctx.transaction(async (tx) => {
          const by = { ...person, accountId: isOwn ? account.id : null };
          await request(needs, tx, organisation, { by, message });
          return accepted({ email: person.email });
        });
      },
    }),
    route({
      ...common,
      method: 'get',
      path,
      operationId: 'getOrganisation',
      summary: 'An organisation that I am of',
      access: { owner: 'see-organisation' },
      etag: true,
      request: { params },
      responses: { 200: organisationView },
      handler: async (ctx) => {
        const { organisation } = await people.actingFor(ctx.actor, ctx.params.id, 'see-organisation');
        return ok(await view(organisation), etag(organisation));
      },
    }),
    route({
      ...common,
      method: 'put',
      path,
      operationId: 'changeOrganisation',
      summary: 'Change the data of an organisation',
      access: { owner: 'change-organisation' },
      etag: true,
      request: { params, body: detailsBody },
      responses: { 200: organisationView },
      problems: [409],
      handler: (ctx) =>
        ctx.transaction(async (tx) => {
          const { organisation } = await people.actingFor(ctx.actor, ctx.params.id, 'change-organisation', tx);
          requireMatch(ctx, organisation.revision);
          const { invoiceEmailBouncedSince: _, ...details } = ctx.body;
          const changed = await changeDetails(needs, tx, organisation, details, ctx.actor.accountId);
          return ok(await view(changed), etag(changed));
        }),
    }),
    route({
      ...common,
      method: 'get',
      path: `${path}/size`,
      operationId: 'getOrganisationSize',
      summary: 'The size of its enterprise, by the figures that were told (K-2)',
      access: { owner: 'change-organisation' },
      request: { params },
      responses: { 200: sizeView },
      handler: async (ctx) => {
        const { organisation } = await people.actingFor(ctx.actor, ctx.params.id, 'change-organisation');
        return ok(await sizeOf(organisation));
      },
    }),
    route({
      ...common,
      method: 'put',
      path: `${path}/size`,
      operationId: 'tellOrganisationSize',
      summary: 'Tell the figures of its enterprise: they hold for all houses of the same number (K-2, K-3)',
      access: { owner: 'change-organisation' },
      request: { params, body: sizeBody },
      responses: { 200: sizeView },
      handler: async (ctx) => {
        const { fte, turnover, balanceTotal } = ctx.body;
        const figures = { fte, turnoverCents: turnover.amount, balanceTotalCents: balanceTotal.amount };
        const known = await ctx.transaction(async (tx) => {
          const acting = await people.actingFor(ctx.actor, ctx.params.id, 'change-organisation', tx);
          await tellSize(needs, tx, acting.organisation, figures, ctx.actor.accountId);
          return ok(acting.organisation);
        });
        return ok(await sizeOf(known.body as Organisation));
      },
    }),
  ];
}
