import type { Actor } from '@leerhuis/auth';
import { countedPageOf, idSchema, noContent, notFound, ok, pageQuery, route } from '@leerhuis/http-api';
import { z } from 'zod';
import { type Registering, resubmitRegistration, takeAnswer } from './registration-commands.ts';
import { answerRefused, reasonMissing, resubmissionRefused } from './registration-problems.ts';
import {
  answerBody,
  federationCode,
  monthField,
  registrationState,
  registrationView,
  resubmissionBody,
  staffRegistrationView,
  staffViewOf,
  viewOfRegistration,
} from './registration-schemas.ts';

const staffFilters = {
  federation: federationCode.optional(),
  accountId: idSchema.optional(),
  held: z.enum(['true', 'false']).optional(),
};
const filters = { ...pageQuery, state: registrationState.optional(), month: monthField.optional() };

/** A federation's system sees its own federation, staff see all. */
function demandFederation(actor: Actor, federation: string): void {
  if (actor.kind === 'partner' && actor.federation !== federation) throw notFound();
}

/** What registrations are shown with, beside ids. */
export interface Naming {
  names(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Codes of attests. */
  codesOf(attestIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export function registrationRoutes(registering: Registering, { names: namesOf, codesOf }: Naming) {
  return [
    route({
      method: 'get',
      path: '/api/v1/federations/:code/registrations',
      operationId: 'listFederationRegistrations',
      summary: "Participations of a federation's members, for the federation's system",
      tags: ['registrations'],
      access: { staff: ['operations'], orPartner: true },
      request: { params: z.strictObject({ code: federationCode }), query: z.strictObject(filters) },
      responses: { 200: countedPageOf(registrationView) },
      problems: [404],
      handler: async (ctx) => {
        demandFederation(ctx.actor, ctx.params.code);
        const { state, month } = ctx.query;
        const page = await registering.registrations.page({ federation: ctx.params.code, state, month }, ctx.query);
        return ok({ ...page, items: page.items.map(viewOfRegistration) });
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/federations/:code/registrations/:id/answer',
      operationId: 'answerRegistration',
      summary: 'Accept or refuse a participation; the same as an answer on the queue (V-27)',
      description:
        'The same answer again has no effect. A federation may come back on a refusal: accepted after refused is taken in, ' +
        'and the learner hears of it. Accepted is final: a refusal after it is a 409, and so is one for another reason ' +
        'than before.',
      tags: ['registrations'],
      access: { staff: ['operations'], orPartner: true },
      idempotent: true,
      request: { params: z.strictObject({ code: federationCode, id: idSchema }), body: answerBody },
      responses: { 204: { description: 'Taken in' } },
      problems: [404, 409, 422],
      handler: async (ctx) => {
        const { code, id } = ctx.params;
        demandFederation(ctx.actor, code);
        const { outcome, reason } = ctx.body;
        if (outcome === 'refused' && !reason) throw reasonMissing();
        return ctx.transaction(async (tx) => {
          const refusal = await takeAnswer(registering, tx, code, id, { outcome, reason });
          if (refusal) throw answerRefused(refusal);
          return noContent();
        });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/registrations',
      operationId: 'listRegistrations',
      summary: 'Registrations with all federations',
      tags: ['staff: registrations'],
      access: { staff: ['operations'] },
      description:
        '`held=true` shows those that wait for staff to say whose member number it is, by `reviewSharedMemberNumber`, or that ' +
        'have a participation of somebody else before them under it.',
      request: { query: z.strictObject({ ...filters, ...staffFilters }) },
      responses: { 200: countedPageOf(staffRegistrationView) },
      handler: async (ctx) => {
        const { federation, state, month, accountId, held } = ctx.query;
        const filter = { federation, state, month, accountId, held: held === 'true' };
        const page = await registering.registrations.page(filter, ctx.query);
        const [names, codes] = await Promise.all([
          namesOf(page.items.map((one) => one.accountId)),
          codesOf(page.items.map(({ attestId }) => attestId)),
        ]);
        return ok({ ...page, items: page.items.map((one) => staffViewOf(one, { names, codes })) });
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/registrations/:id/resubmission',
      operationId: 'resubmitRegistration',
      summary: 'Put a refused registration in line again, corrected if need be',
      description:
        'The member number of one that waits can be corrected until a run sends it. One that is held goes in line as soon as ' +
        "staff have said that the number is its learner's, or nobody else goes by it.",
      tags: ['staff: registrations'],
      access: { staff: ['operations'] },
      idempotent: true,
      request: { params: z.strictObject({ id: idSchema }), body: resubmissionBody },
      responses: { 200: registrationView },
      problems: [404, 409, 422],
      handler: async (ctx) => {
        const { id } = ctx.params;
        const { memberNumber } = ctx.body;
        return ctx.transaction(async (tx) => {
          const result = await resubmitRegistration(registering, tx, id, memberNumber, ctx.actor.accountId);
          if ('refused' in result) throw resubmissionRefused(result);
          return ok(viewOfRegistration(result.registration));
        });
      },
    }),
  ];
}
