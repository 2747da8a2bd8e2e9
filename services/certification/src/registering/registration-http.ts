import type { Actor } from '@leerhuis/auth';
import {
  idOfCursor,
  idSchema,
  noContent,
  notFound,
  ok,
  pageById,
  pageOf,
  pageQuery,
  problem,
  route,
} from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import { z } from 'zod';
import { type RegistrationParts, resubmitRegistration, takeAnswer } from './registration-commands.ts';
import {
  answerBody,
  federationCode,
  monthField,
  registrationState,
  registrationView,
  resubmissionBody,
  viewOfRegistration,
} from './registration-schemas.ts';
import { isAlreadyRegistered, type RegistrationFilter } from './registration-store.ts';

export interface RegistrationRouteParts extends RegistrationParts {
  note: (
    tx: Tx,
    entry: { by: string; action: string; about: string; details: Record<string, string> },
  ) => Promise<void>;
}

const filters = { ...pageQuery, state: registrationState.optional(), month: monthField.optional() };

/** A federation's system sees its own federation, staff see all. */
function demandFederation(actor: Actor, federation: string): void {
  if (actor.kind === 'partner' && actor.federation !== federation) throw notFound();
}

const reasonNeeded = {
  nl: 'Geef de reden van de weigering.',
  fr: 'Donnez la raison du refus.',
  en: 'Give the reason of the refusal.',
};

export function registrationRoutes(parts: RegistrationRouteParts) {
  async function listed(filter: RegistrationFilter, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
    const found = await parts.registrations.page(filter, idOfCursor(cursor), limit + 1);
    return pageById(found, limit, viewOfRegistration);
  }

  return [
    route({
      method: 'get',
      path: '/api/v1/federations/:code/registrations',
      operationId: 'listFederationRegistrations',
      summary: "Participations of a federation's members, for the federation's system",
      tags: ['registrations'],
      access: 'staff-or-partner',
      request: { params: z.strictObject({ code: federationCode }), query: z.strictObject(filters) },
      responses: { 200: pageOf(registrationView) },
      problems: [404],
      handler: async (ctx) => {
        demandFederation(ctx.actor, ctx.params.code);
        const { state, month } = ctx.query;
        return ok(await listed({ federation: ctx.params.code, state, month }, ctx.query));
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/federations/:code/registrations/:id/answer',
      operationId: 'answerRegistration',
      summary: 'Accept or refuse a participation; the same as an answer on the queue (V-27)',
      tags: ['registrations'],
      access: 'staff-or-partner',
      idempotent: true,
      request: { params: z.strictObject({ code: federationCode, id: idSchema }), body: answerBody },
      responses: { 204: { description: 'Taken in' } },
      problems: [404, 409, 422],
      handler: async (ctx) => {
        const { code, id } = ctx.params;
        demandFederation(ctx.actor, code);
        const { outcome, reason } = ctx.body;
        if (outcome === 'refused' && !reason)
          throw problem(422, 'reason-missing', {
            detail: reasonNeeded,
            errors: [{ field: 'reason', message: reasonNeeded }],
          });
        return ctx.transaction(async (tx) => {
          const result = await takeAnswer(parts, tx, code, id, { outcome, reason });
          if (result === 'unknown') throw notFound();
          if (typeof result === 'object')
            throw problem(409, 'answer-contradicts', {
              detail: {
                nl: `Dit antwoord kan niet meer (${result.contradiction}).`,
                fr: `Cette réponse n'est plus possible (${result.contradiction}).`,
                en: `This answer is not possible any more (${result.contradiction}).`,
              },
            });
          return noContent();
        });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/registrations',
      operationId: 'listRegistrations',
      summary: 'Registrations with all federations',
      tags: ['registrations'],
      access: 'staff',
      request: { query: z.strictObject({ ...filters, federation: federationCode.optional() }) },
      responses: { 200: pageOf(registrationView) },
      handler: async (ctx) => {
        const { federation, state, month } = ctx.query;
        return ok(await listed({ federation, state, month }, ctx.query));
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/registrations/:id/resubmission',
      operationId: 'resubmitRegistration',
      summary: 'Put a refused registration in line again, corrected if need be',
      tags: ['registrations'],
      access: 'staff',
      idempotent: true,
      request: { params: z.strictObject({ id: idSchema }), body: resubmissionBody },
      responses: { 200: registrationView },
      problems: [404, 409],
      handler: async (ctx) => {
        const { id } = ctx.params;
        const { memberNumber } = ctx.body;
        try {
          return await ctx.transaction(async (tx) => {
            const again = await resubmitRegistration(parts, tx, id, memberNumber);
            if (again === 'unknown') throw notFound();
            if (again === 'not-refused') throw notRefused();
            await parts.note(tx, {
              by: ctx.actor.accountId,
              action: 'resubmit',
              about: id,
              details: { corrected: String(memberNumber !== undefined) },
            });
            return ok(viewOfRegistration(again));
          });
        } catch (error) {
          if (isAlreadyRegistered(error)) throw taken();
          throw error;
        }
      },
    }),
  ];
}

function notRefused() {
  return problem(409, 'registration-not-refused', {
    detail: {
      nl: 'Alleen een geweigerde registratie kan opnieuw worden ingediend.',
      fr: 'Seul un enregistrement refusé peut être soumis à nouveau.',
      en: 'Only a refused registration can be submitted again.',
    },
  });
}

function taken() {
  return problem(409, 'already-registered', {
    detail: {
      nl: 'Dit lidnummer is voor deze cursus en dit jaar al geregistreerd.',
      fr: 'Ce numéro de membre est déjà enregistré pour ce cours et cette année.',
      en: 'This member number is registered for this course and year already.',
    },
  });
}
