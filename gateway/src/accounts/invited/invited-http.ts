import { zonedDay } from '@leerhuis/calendar';
import {
  type Answer,
  dateTime,
  type FieldError,
  formBody,
  html,
  localeSchema,
  ok,
  type PageFrame,
  Problem,
  personName,
  readForm,
  readInput,
  route,
} from '@leerhuis/http-api';
import { inLocale, type Locale } from '@leerhuis/language';
import { z } from 'zod';
import { hashPassword, hashSecret } from '../../secrets.ts';
import { tokenParams } from '../account-schemas.ts';
import { passwordErrors } from '../demand-strength.ts';
import type { Account } from '../domain/account.ts';
import { neverCached, pageAnswer, pageParams, refusedPage } from '../pages/answer-page.ts';
import { detailsRefused } from '../people/people-problems.ts';
import { type Inviting, registerInvited } from './invited-commands.ts';
import { invitedForm, registeredPage } from './invited-page.ts';
import { invitedRefused } from './invited-problems.ts';
import type { Invited } from './invited-store.ts';

export interface InvitedNeeds extends Inviting {
  /** The provider's time zone. */
  zone: string;
  brandOn: (now: Date) => { name: string };
}

/** What was typed; a name that is not given is the one that the organisation knows. */
interface Typed {
  firstName?: string | undefined;
  lastName?: string | undefined;
  password: string;
  locale?: Locale | undefined;
  newsletter: boolean;
}

interface Asked {
  ip: string;
  now: Date;
}

const name = personName(100);
const api = '/api/v1/invited-accounts/:token';
const page = '/account/invited/:token';
const common = { access: 'anyone' as const };

const offerView = z
  .object({
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    locale: localeSchema,
    organisationName: z.string(),
    expiresAt: dateTime,
    hasAccount: z.boolean(),
  })
  .meta({ id: 'InvitedAccountOffer' });

const body = z
  .strictObject({
    password: z.string().min(1).max(200),
    firstName: name.optional(),
    lastName: name.optional(),
    locale: localeSchema.optional(),
    newsletter: z.boolean().default(false),
  })
  .meta({ id: 'InvitedRegistration' });

const field = z.string().max(200).optional();
const form = formBody(
  'What the form holds',
  z.looseObject({ firstName: field, lastName: field, password: field, newsletter: z.literal('yes').optional() }),
);

/**
 * Registering by the link of an organisation's invitation: it proves the mailbox, so choosing a password is all (B-2, C-1). What was
 * accepted before counts at once. Opening the page changes nothing.
 */
export function invitedRoutes(needs: InvitedNeeds) {
  const frameOf = ({ locale, now }: { locale: Locale; now: Date }): PageFrame => {
    return { locale, brand: needs.brandOn(now).name };
  };

  /** @throws Problem 404 */
  async function invitedBy(token: string, now: Date): Promise<Invited> {
    const invited = await needs.invited.byToken(hashSecret(token), now);
    if (!invited) throw invitedRefused({ refused: 'link-ended' });
    return invited;
  }
  const hasAccount = async ({ email }: Invited) => Boolean((await needs.accounts.byEmail(email))?.emailConfirmedAt);

  /** @throws Problem 404, 409, 422 with all that is wrong, 429 */
  async function register(token: string, typed: Typed, { ip, now }: Asked): Promise<Account> {
    const invited = await invitedBy(token, now);
    if (await hasAccount(invited)) throw invitedRefused({ refused: 'has-account' });
    const { firstName = invited.firstName, lastName = invited.lastName, password, newsletter } = typed;
    const errors: FieldError[] = [];
    const read = (at: string, text: string): string => {
      const result = readInput(name, text);
      if ('value' in result) return result.value;
      errors.push(...result.faults.map(({ message }) => ({ field: at, message })));
      return text;
    };
    const names = { firstName: read('firstName', firstName), lastName: read('lastName', lastName) };
    errors.push(...passwordErrors(password, { ...names, email: invited.email }, 'password'));
    if (errors.length > 0) throw detailsRefused(errors);
    await needs.attempts.register({ ip });
    const passwordHash = await hashPassword(password);
    const person = { ...names, locale: typed.locale ?? invited.locale, passwordHash, newsletter };
    const registered = await needs.transaction((tx) => registerInvited(needs, tx, token, person));
    if ('refused' in registered) throw invitedRefused(registered);
    return registered;
  }

  interface Followed extends Asked {
    params: { token: string };
    locale: Locale;
    readIn(locale: Locale): void;
  }

  async function show(followed: Followed, typed: Partial<Typed>, refusal?: Problem): Promise<Answer> {
    try {
      const invited = await invitedBy(followed.params.token, followed.now);
      followed.readIn(invited.locale);
      if (await hasAccount(invited)) throw invitedRefused({ refused: 'has-account' });
      const faults = (refusal?.options.errors ?? []).map(({ field, message }) => {
        return { field, message: inLocale(message, followed.locale) };
      });
      const until = zonedDay(invited.expiresAt, needs.zone);
      return html(invitedForm(frameOf(followed), { ...invited, until }, typed, faults), neverCached);
    } catch (error) {
      return html(refusedPage(error, frameOf(followed)), neverCached);
    }
  }

  return [
    route({
      ...common,
      method: 'get',
      path: api,
      operationId: 'getInvitedAccount',
      summary: 'Whom the link of an organisation’s invitation was mailed to, and whether they have an account',
      tags: ['accounts'],
      request: { params: tokenParams },
      responses: { 200: offerView },
      problems: [404],
      handler: async ({ params: { token }, now }) => {
        const invited = await invitedBy(token, now);
        const { email, firstName, lastName, locale, organisationName, expiresAt } = invited;
        const own = { email, firstName, lastName, locale, organisationName };
        return ok({ ...own, expiresAt: expiresAt.toISOString(), hasAccount: await hasAccount(invited) });
      },
    }),
    route({
      ...common,
      method: 'put',
      path: api,
      operationId: 'registerInvited',
      summary: 'Register the account of the invited address, by the token of the invitation; it needs no other mail',
      description:
        'Accept the invitation first: that counts as soon as the account is there. A token that the gateway has not heard of yet is a 404: try again in a moment, or register as anybody does.',
      tags: ['accounts'],
      request: { params: tokenParams, body },
      responses: { 200: z.object({ email: z.string(), emailConfirmed: z.literal(true) }) },
      problems: [404, 409, 422, 429],
      handler: async (ctx) => {
        const { email } = await register(ctx.params.token, ctx.body, ctx);
        return ok({ email, emailConfirmed: true as const });
      },
    }),
    route({
      ...common,
      method: 'get',
      path: page,
      operationId: 'showInvitedPage',
      summary: 'Page on which somebody who was invited chooses a password',
      tags: ['pages'],
      request: { params: pageParams },
      responses: { 200: pageAnswer },
      handler: (ctx) => show(ctx, {}),
    }),
    route({
      ...common,
      method: 'post',
      path: page,
      operationId: 'registerOnInvitedPage',
      summary: 'Choose a password on the page of an invitation',
      tags: ['pages'],
      request: { params: pageParams, body: form },
      responses: { 200: pageAnswer },
      handler: async (ctx) => {
        const fields = readForm(ctx.body.bytes);
        const text = (at: string) => fields?.get(at) || undefined;
        const names = { firstName: text('firstName') ?? '', lastName: text('lastName') ?? '' };
        const typed = { ...names, password: text('password') ?? '', newsletter: text('newsletter') === 'yes' };
        try {
          const { locale } = await register(ctx.params.token, typed, ctx);
          ctx.readIn(locale);
          return html(registeredPage(frameOf(ctx), needs.publicUrl), neverCached);
        } catch (error) {
          if (error instanceof Problem && error.status === 422) return show(ctx, typed, error);
          return html(refusedPage(error, frameOf(ctx)), neverCached);
        }
      },
    }),
  ];
}
