import { type Answer, html, localeSchema, notFound, ok, type Route, route } from '@leerhuis/http-api';
import type { Locale } from '@leerhuis/language';
import { z } from 'zod';
import { consentVersion, type Subscribing } from './subscribing.ts';
import { professionList, subscriptionSchema, subscriptionView } from './subscription-schemas.ts';
import { unsubscribePage } from './unsubscribe-page.ts';

/** Whatever is left of a link: what cannot be a token is one that nobody has, and gets the same page. */
const params = z.strictObject({ token: z.string().max(500) });
const page = {
  description: 'A page; in a browser it also says when the link is none of ours',
  contentType: 'text/html',
};
const unseen = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' };

interface Asked {
  locale: Locale;
  now: Date;
  header(name: string): string | undefined;
}

/** A newsletter is a choice, and every one of them can be ended with one click (V-5). */
export function newsletterRoutes({ subscriptions, newToken, links, brandOn }: Subscribing): Route[] {
  const frameOf = ({ locale, now }: Asked) => ({ locale, brand: brandOn(now).name });

  /** A person whose link got broken sees a page that says so; a mail program gets a 404. */
  function noSuchLink(ctx: Asked): Answer {
    if (!ctx.header('accept')?.includes('text/html')) throw notFound();
    return html(unsubscribePage(frameOf(ctx), 'unknown'), { ...unseen, Vary: 'Accept, Accept-Language' });
  }

  return [
    route({
      method: 'get',
      path: '/api/v1/newsletter',
      operationId: 'getNewsletterSubscription',
      summary: 'Whether I get the newsletter',
      tags: ['newsletter'],
      access: 'signed-in',
      responses: { 200: subscriptionSchema },
      handler: async ({ actor }) => ok(subscriptionView(await subscriptions.get(actor.accountId), links)),
    }),
    route({
      method: 'put',
      path: '/api/v1/newsletter',
      operationId: 'putNewsletterSubscription',
      summary: 'Subscribe to the newsletter, or unsubscribe',
      tags: ['newsletter'],
      access: 'signed-in',
      request: {
        body: z.strictObject({
          subscribed: z.boolean(),
          locale: localeSchema.optional().meta({ description: 'As the account has it unless told' }),
          professions: professionList.optional(),
        }),
      },
      responses: { 200: subscriptionSchema },
      handler: async ({ actor, body, now }) => {
        const fresh = { token: newToken(), textVersion: consentVersion };
        return ok(subscriptionView(await subscriptions.put(actor.accountId, body, fresh, now), links));
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/newsletter/unsubscribe/:token',
      operationId: 'showUnsubscribePage',
      // opening changes nothing: scanners of mails open links too (RFC 8058)
      summary: 'Page with a button that unsubscribes',
      tags: ['newsletter'],
      access: 'anyone',
      request: { params },
      responses: { 200: page },
      problems: [404],
      handler: async (ctx) => {
        const known = await subscriptions.ofToken(ctx.params.token);
        if (!known) return noSuchLink(ctx);
        return html(unsubscribePage(frameOf(ctx), known.subscribed ? 'ask' : 'already'), unseen);
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/newsletter/unsubscribe/:token',
      operationId: 'unsubscribe',
      summary: 'Unsubscribe with one click, from the page or the mail program (RFC 8058)',
      tags: ['newsletter'],
      access: 'anyone',
      request: { params },
      responses: { 200: page },
      problems: [404],
      handler: async (ctx) => {
        if (!(await subscriptions.unsubscribe(ctx.params.token, ctx.now))) return noSuchLink(ctx);
        return html(unsubscribePage(frameOf(ctx), 'done'), unseen);
      },
    }),
  ];
}
