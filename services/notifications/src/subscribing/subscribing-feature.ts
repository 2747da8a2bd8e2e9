import type { Handler } from '@leerhuis/event-bus';
import type { Route } from '@leerhuis/http-api';
import type { Parts } from '@leerhuis/service-parts';
import type { Settings } from '../config.ts';
import { onAccountChanged } from './on-account-changed.ts';
import { forgetUnconfirmed } from './opt-in-commands.ts';
import { optInRoutes } from './opt-in-http.ts';
import { optInStore } from './opt-in-store.ts';
import { type NewsletterLinks, newsletterLinks, type Subscribing } from './subscribing.ts';
import { newsletterRoutes } from './subscription-http.ts';
import { type SubscriptionStore, subscriptionStore } from './subscription-store.ts';

/** Who wants the newsletter: its routes, what it hears of accounts, and what others may know of subscribers. */
export function subscribingFeature(
  { database, newId, clock, outbox, every }: Parts,
  settings: Settings,
  given: Pick<Subscribing, 'forgetMessages' | 'newToken' | 'brandOn'>,
): { routes: Route[]; handlers: Handler[]; subscriptions: SubscriptionStore; links: NewsletterLinks } {
  const subscriptions = subscriptionStore(database);
  const links = newsletterLinks(settings.PUBLIC_URL);
  const subscribing: Subscribing = {
    subscriptions,
    optIns: optInStore(database),
    newId,
    links,
    timeZone: settings.TIME_ZONE,
    mostPerHour: settings.NEWSLETTER_REQUESTS_PER_HOUR,
    ...given,
  };
  every(600_000, 'unconfirmed newsletter subscriptions', () => forgetUnconfirmed(subscribing, clock()));
  return {
    routes: [...newsletterRoutes(subscribing), ...optInRoutes(subscribing, outbox.transaction)],
    handlers: onAccountChanged(subscriptions, given.newToken),
    subscriptions,
    links,
  };
}
