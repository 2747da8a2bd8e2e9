import type { MessageStore } from '../sending/message-store.ts';
import type { OptInStore } from './opt-in-store.ts';
import type { SubscriptionStore } from './subscription-store.ts';

/** What subscribing works with. */
export interface Subscribing {
  subscriptions: SubscriptionStore;
  optIns: OptInStore;
  /** Forgets copies of mails to an address that nobody confirmed. */
  forgetMessages: MessageStore['forget'];
  newId: () => string;
  newToken: () => string;
  links: NewsletterLinks;
  /** The provider's. */
  timeZone: string;
  /** How the provider shows itself at this moment. */
  brandOn: (now: Date) => { name: string };
  /** Requests that one internet address may make in an hour. */
  mostPerHour: number;
}

/** Addresses of the pages behind the links in mails, for a token. */
export interface NewsletterLinks {
  confirm: (token: string) => string;
  unsubscribe: (token: string) => string;
  preferences: (token: string) => string;
}

/** Of the sentence by which people agree, on the page and in the mail; a new wording is a new version. */
export const consentVersion = '2026-12';

export function newsletterLinks(publicUrl: string): NewsletterLinks {
  const to = (page: string) => (token: string) => `${publicUrl}/api/v1/newsletter/${page}/${token}`;
  return { confirm: to('confirmations'), unsubscribe: to('unsubscribe'), preferences: to('preferences') };
}
