import { type Actor, isPerson } from '@leerhuis/auth';
import { zonedDay } from '@leerhuis/calendar';
import {
  dateTime,
  formBody,
  html,
  idSchema,
  ok,
  type PageFrame,
  Problem,
  type Route,
  readForm,
  redirect,
  route,
} from '@leerhuis/http-api';
import { type Locale, saidIn } from '@leerhuis/language';
import type { Outbox } from '@leerhuis/outbox';
import { z } from 'zod';
import { type Answered, acceptLink, refuseLink } from './answer-commands.ts';
import { works } from './domain/member.ts';
import { roles } from './domain/roles.ts';
import { answeredPage, endedPage, offerPage } from './invitation-page.ts';
import { memberProblem } from './member-problems.ts';
import type { Members } from './members.ts';

const base = '/api/v1/invitations/:token';
const params = z.strictObject({ token: z.string().max(500) });
const common = { tags: ['organisations'] as const, access: 'anyone' as const };
const page = { description: 'A page', contentType: 'text/html' };
const neverCached = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' };

const offerView = z
  .object({
    organisationName: z.string(),
    roles: z.array(z.enum(roles)),
    email: z.string().nullable(),
    kind: z.enum(['join', 'move']),
    expiresAt: dateTime,
    hasAccount: z
      .boolean()
      .meta({ description: 'Whether the invited address has an account: else register after accepting' }),
  })
  .meta({ id: 'InvitationOffer' });

const answerView = z
  .object({
    state: z.enum(['accepted', 'awaits-account', 'refused']),
    membershipId: idSchema,
    organisationName: z.string(),
  })
  .meta({ id: 'InvitationAnswered' });

/** Behind the link of an invitation, for clients and as a page (B-2, B-5). Opening it changes nothing. */
export function invitationRoutes(needs: Members, transaction: Outbox['transaction']): Route[] {
  const { members, organisations, accounts, hashOf } = needs;
  const frameOf = ({ locale, now }: { locale: Locale; now: Date }): PageFrame => {
    return { locale, brand: needs.brandOn(now).name };
  };

  /** @throws Problem 404 */
  async function offerOf(token: string, now: Date) {
    const member = await members.byToken(hashOf(token));
    const organisation = member && works(member, now) ? await organisations.get(member.organisationId) : null;
    if (!member?.invitation || organisation?.state !== 'active') throw memberProblem({ refused: 'link-ended' });
    const account = member.workEmail ? await accounts.ofAddress(member.workEmail) : null;
    return { member, invitation: member.invitation, organisation, hasAccount: account !== null };
  }

  async function answer(
    token: string,
    { isYes, publicList }: { isYes: boolean; publicList?: boolean | undefined },
    actor: Actor | null,
  ): Promise<Answered & { name: string }> {
    const hash = hashOf(token);
    const answered = await transaction(async (tx) => {
      if (!isYes) return refuseLink(needs, tx, hash);
      const accountId = isPerson(actor) ? actor.accountId : null;
      return acceptLink(needs, tx, hash, { accountId, publicList });
    });
    const [organisation] = await Promise.all([organisations.get(answered.member.organisationId), needs.allTold()]);
    return { ...answered, name: organisation?.name ?? '' };
  }

  interface Asked {
    locale: Locale;
    now: Date;
    readIn(locale: Locale): void;
  }

  async function showOffer(token: string, ctx: Asked) {
    try {
      const { member, invitation, organisation, hasAccount } = await offerOf(token, ctx.now);
      ctx.readIn(member.locale);
      const offer = {
        organisation: organisation.name,
        roles: member.roles,
        email: member.workEmail,
        isMove: invitation.kind === 'move',
        hasAccount,
        until: zonedDay(invitation.expiresAt, needs.zone),
      };
      return html(offerPage(frameOf(ctx), offer), neverCached);
    } catch (error) {
      return refusedPage(error, ctx);
    }
  }

  function refusedPage(error: unknown, asked: { locale: Locale; now: Date }) {
    if (!(error instanceof Problem)) throw error;
    return html(endedPage(frameOf(asked), saidIn(error.options.detail ?? '', asked.locale)), neverCached);
  }

  return [
    route({
      ...common,
      method: 'get',
      path: base,
      operationId: 'getInvitation',
      summary: 'What the link of an invitation offers',
      request: { params },
      responses: { 200: offerView },
      handler: async ({ params: { token }, now }) => {
        const { member, invitation, organisation, hasAccount } = await offerOf(token, now);
        return ok({
          organisationName: organisation.name,
          roles: member.roles,
          email: member.workEmail,
          kind: invitation.kind,
          expiresAt: invitation.expiresAt.toISOString(),
          hasAccount,
        });
      },
    }),
    route({
      ...common,
      method: 'put',
      path: base,
      operationId: 'answerInvitation',
      summary: 'Accept an invitation, or refuse it',
      description:
        'Accepted for who is logged in, else for the account of the invited address; without any it counts as soon as there is one: register it by `PUT /api/v1/invited-accounts/{token}` with the same token, which needs no other mail, or as anybody does. The same again gives the same answer.',
      request: {
        params,
        body: z
          .strictObject({
            answer: z.enum(['accept', 'refuse']),
            publicList: z.boolean().optional().describe('Of a trainer: whether they are on the public list'),
          })
          .meta({ id: 'InvitationAnswer' }),
      },
      responses: { 200: answerView },
      problems: [409],
      handler: async ({ params: { token }, body, actor }) => {
        const { state, member, name } = await answer(
          token,
          { isYes: body.answer === 'accept', publicList: body.publicList },
          actor,
        );
        return ok({ state, membershipId: member.id, organisationName: name });
      },
    }),
    route({
      ...common,
      method: 'get',
      path: `${base}/page`,
      operationId: 'showInvitationPage',
      summary: 'Page that shows what an invitation offers',
      request: { params },
      responses: { 200: page },
      handler: (ctx) => showOffer(ctx.params.token, ctx),
    }),
    route({
      ...common,
      method: 'post',
      path: `${base}/page`,
      operationId: 'answerInvitationOnPage',
      summary: 'Accept or refuse an invitation on its page',
      request: {
        params,
        body: formBody(
          'What the form holds',
          z.looseObject({ answer: z.enum(['accept', 'refuse']), publicList: z.literal('yes').optional() }),
        ),
      },
      responses: {
        200: page,
        303: { description: 'To where somebody without an account registers', headers: { Location: 'Where it is' } },
      },
      handler: async (ctx) => {
        const form = readForm(ctx.body.bytes);
        const said = form?.get('answer');
        if (said !== 'accept' && said !== 'refuse') return showOffer(ctx.params.token, ctx);
        try {
          const { token } = ctx.params;
          const wish = { isYes: said === 'accept', publicList: form?.get('publicList') === 'yes' };
          const { state, member, name } = await answer(token, wish, null);
          // by the same secret they choose a password at the gateway, which owns accounts
          if (state === 'awaits-account')
            return redirect(`${needs.loginUrl}/account/invited/${encodeURIComponent(token)}`);
          ctx.readIn(member.locale);
          return html(answeredPage(frameOf(ctx), name, state, needs.loginUrl), neverCached);
        } catch (error) {
          return refusedPage(error, ctx);
        }
      },
    }),
  ];
}
