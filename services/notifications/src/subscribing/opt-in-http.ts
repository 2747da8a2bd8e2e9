import { professionCodes } from '@leerhuis/federations';
import {
  type Answer,
  accepted,
  emailSchema,
  formBody,
  html,
  localeSchema,
  notFound,
  ok,
  pageQuery,
  queryBoolean,
  type Route,
  readForm,
  route,
} from '@leerhuis/http-api';
import type { Locale } from '@leerhuis/language';
import type { Outbox } from '@leerhuis/outbox';
import { z } from 'zod';
import { boxOf, confirmPage, preferencesPage } from './newsletter-pages.ts';
import { askToSubscribe, confirmLink, type LinkState, lookAtLink, takeTurn } from './opt-in-commands.ts';
import type { Subscribing } from './subscribing.ts';
import { professionList, subscriberPage, subscriberView } from './subscription-schemas.ts';

/** Whatever is left of a link: what cannot be a token is one that nobody has, and gets the same page. */
const params = z.strictObject({ token: z.string().max(500) });
const page = {
  description: 'A page; in a browser it also says when the link is none of ours',
  contentType: 'text/html',
};
const unseen = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', Vary: 'Accept, Accept-Language' };
const common = { tags: ['newsletter'] as const, access: 'anyone' as const };

interface Asked {
  locale: Locale;
  now: Date;
  header(name: string): string | undefined;
}

/** For who has no account: subscribing from the mailbox, and what a subscriber wants of the newsletter (V-5). */
export function optInRoutes(subscribing: Subscribing, transaction: Outbox['transaction']): Route[] {
  const { subscriptions, brandOn, links } = subscribing;
  const frameOf = ({ locale, now }: Asked) => ({ locale, brand: brandOn(now).name });

  function linkPage(ctx: Asked, state: LinkState): Answer {
    if (state === 'unknown' && !ctx.header('accept')?.includes('text/html')) throw notFound();
    return html(confirmPage(frameOf(ctx), state), unseen);
  }

  /** A person whose link got broken sees a page that says so. */
  async function showPreferences(ctx: Asked, token: string, saved: boolean): Promise<Answer> {
    const known = await subscriptions.ofToken(token);
    if (!known && !ctx.header('accept')?.includes('text/html')) throw notFound();
    return html(preferencesPage(frameOf(ctx), known, { unsubscribe: links.unsubscribe(token) }, saved), unseen);
  }

  return [
    route({
      ...common,
      method: 'post',
      path: '/api/v1/newsletter/subscriptions',
      operationId: 'askForNewsletter',
      summary: 'Ask for the newsletter at an address, to be confirmed from its mailbox',
      description: 'The answer is the same whether or not the address is known.',
      idempotent: true,
      request: {
        body: z.strictObject({
          email: emailSchema,
          locale: localeSchema.optional().meta({ description: 'By Accept-Language unless told' }),
          professions: professionList.optional(),
        }),
      },
      responses: { 202: z.object({ email: z.string() }).meta({ id: 'NewsletterAsked' }) },
      problems: [429],
      handler: async (ctx) => {
        const { email, locale = ctx.locale, professions = [] } = ctx.body;
        await takeTurn(subscribing, ctx.ip, ctx.now);
        return ctx.transaction(async (tx) => {
          await askToSubscribe(subscribing, tx, { email, locale, professions });
          return accepted({ email });
        });
      },
    }),
    route({
      ...common,
      method: 'get',
      path: '/api/v1/newsletter/confirmations/:token',
      operationId: 'showNewsletterConfirmation',
      summary: 'Page with a button that confirms a subscription',
      request: { params },
      responses: { 200: page },
      problems: [404],
      handler: async (ctx) => linkPage(ctx, await lookAtLink(subscribing, ctx.params.token, ctx.now)),
    }),
    route({
      ...common,
      method: 'post',
      path: '/api/v1/newsletter/confirmations/:token',
      operationId: 'confirmNewsletter',
      summary: 'Confirm a subscription',
      request: { params },
      responses: { 200: page },
      problems: [404],
      handler: async (ctx) => {
        const state = await transaction((tx) => confirmLink(subscribing, tx, ctx.params.token));
        return linkPage(ctx, state);
      },
    }),
    route({
      ...common,
      method: 'get',
      path: '/api/v1/newsletter/preferences/:token',
      operationId: 'showNewsletterPreferences',
      summary: 'Page on which a subscriber chooses language and professions',
      request: { params },
      responses: { 200: page },
      problems: [404],
      handler: (ctx) => showPreferences(ctx, ctx.params.token, false),
    }),
    route({
      ...common,
      method: 'post',
      path: '/api/v1/newsletter/preferences/:token',
      operationId: 'saveNewsletterPreferences',
      summary: 'Choose language and professions of the newsletter',
      request: {
        params,
        body: formBody('What the form holds', z.looseObject({ locale: localeSchema })),
      },
      responses: { 200: page },
      problems: [404],
      handler: async (ctx) => {
        const { token } = ctx.params;
        const fields = readForm(ctx.body.bytes);
        const locale = localeSchema.safeParse(fields?.get('locale'));
        if (!fields || !locale.success) return showPreferences(ctx, token, false);
        const professions = professionCodes.filter((code) => fields.get(boxOf(code)) === 'yes');
        await transaction(async (tx) => {
          const known = await subscriptions.ofToken(token, tx);
          if (!known) return;
          const chosen = { locale: locale.data, localeChosen: true, professions, professionsChosen: true };
          await subscriptions.save(tx, { ...known, ...chosen });
        });
        return showPreferences(ctx, token, true);
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/newsletter-subscriptions',
      operationId: 'listNewsletterSubscriptions',
      summary: 'Who wants the newsletter, and the proof that they said so',
      tags: ['staff: newsletters'],
      access: { staff: ['administration'] },
      request: {
        query: z.strictObject({
          ...pageQuery,
          subscribed: queryBoolean().default(true),
          email: emailSchema.optional(),
        }),
      },
      responses: { 200: subscriberPage },
      handler: async ({ query: { subscribed, email, ...wanted } }) => {
        const found = await subscriptions.page({ subscribed, email }, wanted);
        return ok({ ...found, items: found.items.map(subscriberView) });
      },
    }),
  ];
}
