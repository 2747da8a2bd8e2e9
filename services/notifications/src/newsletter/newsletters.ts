import type { AuditStore, NamesOf } from '@leerhuis/audit';
import type { Locale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { Mailer } from '../mailer.ts';
import type { Subscription } from '../subscribing/domain/subscription.ts';
import type { DeliveryStore } from './delivery-store.ts';
import { isFor, type Newsletter, writtenFor } from './domain/newsletter.ts';
import type { NewsletterStore } from './newsletter-store.ts';
import { renderNewsletter } from './render-newsletter.ts';

/** What writing and sending newsletters works with. */
export interface Newsletters {
  newsletters: NewsletterStore;
  deliveries: DeliveryStore;
  audit: AuditStore;
  newId: () => string;
  /** Connections of its own: a newsletter never holds up what people wait for. */
  mailer: Mailer;
  subscribers: {
    /** All who are subscribed at one moment, in batches. */
    all: () => AsyncGenerator<Subscription[]>;
    get: (id: string, tx?: Tx) => Promise<Subscription | null>;
    ofAddress: (email: string) => Promise<Subscription | null>;
    /** Names of accounts, of those that are known. */
    names: NamesOf;
  };
  links: { unsubscribe: (token: string) => string; preferences: (token: string) => string };
  courseUrl: (courseId: string) => string | null;
  brandOn: (now: Date) => { name: string; colour: string };
  /** The provider's. */
  timeZone: string;
}

/** Whether a subscriber gets it, in whichever language. */
export function getsIt(newsletter: Newsletter, reader: Subscription): boolean {
  return reader.email !== null && isFor(newsletter.audience, reader) && writtenFor(newsletter, reader.locale) !== null;
}

/** @throws Error when it has no text in that language */
export function renderFor(
  { brandOn, links, courseUrl }: Pick<Newsletters, 'brandOn' | 'links' | 'courseUrl'>,
  { id, texts }: Newsletter,
  locale: Locale,
  token: string,
  now: Date,
) {
  const written = texts[locale];
  if (!written) throw new Error(`newsletter ${id} has no text in ${locale}`);
  const { name: sender, colour } = brandOn(now);
  return renderNewsletter(written, {
    locale,
    sender,
    colour,
    courseUrl,
    unsubscribeUrl: links.unsubscribe(token),
    preferencesUrl: links.preferences(token),
  });
}
