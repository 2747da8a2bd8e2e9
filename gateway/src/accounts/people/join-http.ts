import { zonedDay } from '@leerhuis/calendar';
import {
  type Answer,
  type FieldError,
  formBody,
  html,
  ok,
  type PageFrame,
  Problem,
  personName,
  type RawBody,
  readForm,
  readInput,
  route,
} from '@leerhuis/http-api';
import { type Locale, saidIn } from '@leerhuis/language';
import type { Outbox } from '@leerhuis/outbox';
import { z } from 'zod';
import { hashPassword, hashSecret } from '../../secrets.ts';
import { tokenParams } from '../account-schemas.ts';
import { passwordErrors } from '../demand-strength.ts';
import type { Account } from '../domain/account.ts';
import type { StaffInvitation } from './invitation-store.ts';
import { endedPage, joinedPage, offerPage, type Typed } from './join-page.ts';
import { joinStaff, type NewPerson, type PeopleKeeping } from './people-commands.ts';
import { detailsRefused, invitationEnded } from './people-problems.ts';
import { joinBody, offerView, personOf, personView } from './people-schemas.ts';

export interface JoiningNeeds extends PeopleKeeping {
  transaction: Outbox['transaction'];
  /** How the provider shows itself at this moment. */
  brandOn: (now: Date) => { name: string };
}

/** An invitation that works, and whether its address has an account. */
interface Offer {
  invitation: StaffInvitation;
  hasAccount: boolean;
}

const common = { access: 'anyone' as const };
const pageParams = z.strictObject({ token: z.string().max(500) });
const pageAnswer = { description: 'A page', contentType: 'text/html' };
const neverCached = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' };
const field = z.string().max(200).optional();
const formFields = z.looseObject({
  firstName: field,
  lastName: field,
  password: field,
  join: z.literal('yes').optional(),
});
const name = personName(100);

/** Behind the link of an invitation, for clients and as a page: opening it changes nothing, the button does. */
export function joinRoutes(needs: JoiningNeeds) {
  const frameOf = ({ locale, now }: { locale: Locale; now: Date }): PageFrame => {
    return { locale, brand: needs.brandOn(now).name };
  };

  /** @throws Problem 404 */
  async function offerOf(token: string, now: Date): Promise<Offer> {
    const invitation = await needs.invitations.byToken(hashSecret(token), now);
    if (!invitation) throw invitationEnded();
    const account = await needs.accounts.byEmail(invitation.email);
    return { invitation, hasAccount: Boolean(account?.emailConfirmedAt) };
  }

  /** @throws Problem 404 when the link works no more, 422 with all that is wrong with what was typed */
  async function join(token: string, typed: Typed, locale: Locale, now: Date): Promise<Account> {
    const { invitation, hasAccount } = await offerOf(token, now);
    const person = hasAccount ? null : await personTyped(typed, invitation.email, locale);
    const joined = await needs.transaction((tx) => joinStaff(needs, tx, token, person));
    if ('refused' in joined) throw invitationEnded();
    return joined;
  }

  const shown = (invitation: StaffInvitation, hasAccount: boolean) => {
    return { ...invitation, hasAccount, until: zonedDay(invitation.expiresAt, needs.zone) };
  };

  async function showOffer(token: string, asked: { locale: Locale; now: Date }): Promise<Answer> {
    try {
      const { invitation, hasAccount } = await offerOf(token, asked.now);
      return html(offerPage(frameOf(asked), shown(invitation, hasAccount), {}, []), neverCached);
    } catch (error) {
      return refused(error, asked);
    }
  }

  function refused(error: unknown, asked: { locale: Locale; now: Date }): Answer {
    if (!(error instanceof Problem)) throw error;
    return html(endedPage(frameOf(asked), saidIn(error.options.detail ?? '', asked.locale)), neverCached);
  }

  return [
    route({
      ...common,
      method: 'get',
      path: '/api/v1/staff-invitations/:token',
      operationId: 'getStaffOffer',
      summary: 'What the link of an invitation to work for the provider offers',
      tags: ['accounts'],
      request: { params: tokenParams },
      responses: { 200: offerView },
      problems: [404],
      handler: async ({ params: { token }, now }) => {
        const { invitation, hasAccount } = await offerOf(token, now);
        const { email, roles, expiresAt } = invitation;
        return ok({ email, roles, expiresAt: expiresAt.toISOString(), hasAccount });
      },
    }),
    route({
      ...common,
      method: 'put',
      path: '/api/v1/staff-invitations/:token',
      operationId: 'joinStaff',
      summary: 'Take the invitation up, once; who has no account gives a name and chooses a password',
      tags: ['accounts'],
      request: { params: tokenParams, body: joinBody },
      responses: { 200: personView },
      problems: [404, 422],
      handler: async ({ params: { token }, body, now }) => ok(personOf(await join(token, body, body.locale, now))),
    }),
    route({
      ...common,
      method: 'get',
      path: '/account/staff/:token',
      operationId: 'showJoinPage',
      summary: 'Page to take up an invitation to work for the provider',
      tags: ['pages'],
      request: { params: pageParams },
      responses: { 200: pageAnswer },
      handler: (ctx) => showOffer(ctx.params.token, ctx),
    }),
    route({
      ...common,
      method: 'post',
      path: '/account/staff/:token',
      operationId: 'joinOnPage',
      summary: 'Take up an invitation to work for the provider on its page',
      tags: ['pages'],
      request: { params: pageParams, body: formBody('What the form holds', formFields) },
      responses: { 200: pageAnswer },
      handler: async (ctx) => {
        const { token } = ctx.params;
        const typed = typedIn(ctx.body);
        try {
          await join(token, typed, ctx.locale, ctx.now);
          return html(joinedPage(frameOf(ctx)), neverCached);
        } catch (error) {
          if (!(error instanceof Problem) || error.status !== 422) return refused(error, ctx);
          const { invitation, hasAccount } = await offerOf(token, ctx.now);
          const faults = (error.options.errors ?? []).map(({ field, message }) => {
            return { field, message: saidIn(message, ctx.locale) };
          });
          return html(offerPage(frameOf(ctx), shown(invitation, hasAccount), typed, faults), neverCached);
        }
      },
    }),
  ];
}

function typedIn(body: RawBody): Typed {
  const form = readForm(body.bytes);
  const text = (field: string) => form?.get(field) || undefined;
  return { firstName: text('firstName'), lastName: text('lastName'), password: text('password') };
}

/** @throws Problem 422 that tells all that is missing or wrong */
async function personTyped(typed: Typed, email: string, locale: Locale): Promise<NewPerson> {
  const { firstName = '', lastName = '', password = '' } = typed;
  const errors: FieldError[] = [];
  const read = (field: string, text: string): string => {
    const result = readInput(name, text);
    if ('value' in result) return result.value;
    errors.push(...result.faults.map(({ message }) => ({ field, message })));
    return text;
  };
  const names = { firstName: read('firstName', firstName), lastName: read('lastName', lastName) };
  errors.push(...passwordErrors(password, { ...names, email }, 'password'));
  if (errors.length > 0) throw detailsRefused(errors);
  return { ...names, locale, passwordHash: await hashPassword(password) };
}
