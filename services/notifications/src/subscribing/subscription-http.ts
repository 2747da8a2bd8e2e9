import { type Answer, dateTime, html, notFound, ok, type Route, route } from '@leerhuis/http-api';
import type { Locale } from '@leerhuis/language';
import { z } from 'zod';
import type { NewsletterStore, Subscription } from './subscription-store.ts';
import { unsubscribePage } from './unsubscribe-page.ts';

interface NewsletterNeeds {
  newsletters: NewsletterStore;
  newToken: () => string;
  publicUrl: string;
  /** How the provider shows itself at this moment. */
  brandOn: (now: Date) => { name: string };
}

const subscription = z
  .object({
    subscribed: z.boolean(),
    changedAt: dateTime.nullable(),
    /** Works without logging in; null for who never subscribed. */
    unsubscribeUrl: z.string().nullable(),
  })
  .meta({ id: 'NewsletterSubscription' });

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
export function newsletterRoutes({ newsletters, newToken, publicUrl, brandOn }: NewsletterNeeds): Route[] {
  const frameOf = ({ locale, now }: Asked) => ({ locale, brand: brandOn(now).name });

  /** A person whose link got broken sees a page that says so; a mail program gets a 404. */
  function noSuchLink(ctx: Asked): Answer {
    if (!ctx.header('accept')?.includes('text/html')) throw notFound();
    return html(unsubscribePage(frameOf(ctx), 'unknown'), { ...unseen, Vary: 'Accept, Accept-Language' });
  }

  const view = (known: Subscription | null): z.input<typeof subscription> => ({
    subscribed: known?.subscribed ?? false,
    changedAt: known?.changedAt.toISOString() ?? null,
    unsubscribeUrl: known && `${publicUrl}/api/v1/newsletter/unsubscribe/${known.token}`,
  });
  return [
    route({
      method: 'get',
      path: '/api/v1/newsletter',
      operationId: 'getNewsletterSubscription',
      summary: 'Whether I get the newsletter',
      tags: ['newsletter'],
      access: 'signed-in',
      responses: { 200: subscription },
      handler: async ({ actor }) => ok(view(await newsletters.get(actor.accountId))),
    }),
    route({
      method: 'put',
      path: '/api/v1/newsletter',
      operationId: 'putNewsletterSubscription',
      summary: 'Subscribe to the newsletter, or unsubscribe',
      tags: ['newsletter'],
      access: 'signed-in',
      request: { body: z.strictObject({ subscribed: z.boolean() }) },
      responses: { 200: subscription },
      handler: async ({ actor, body, now }) =>
        ok(view(await newsletters.put(actor.accountId, body.subscribed, newToken(), now))),
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
        if (!(await newsletters.has(ctx.params.token))) return noSuchLink(ctx);
        return html(unsubscribePage(frameOf(ctx), 'ask'), unseen);
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
        if (!(await newsletters.unsubscribe(ctx.params.token, ctx.now))) return noSuchLink(ctx);
        return html(unsubscribePage(frameOf(ctx), 'done'), unseen);
      },
    }),
  ];
}
