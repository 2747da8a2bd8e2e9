import type { ProfessionCode } from '@leerhuis/federations';
import type { Locale } from '@leerhuis/language';

/** How somebody said that they want the newsletter, kept as proof. */
export interface Consent {
  /** `account`: logged in. `double-opt-in`: asked for with an address, and confirmed from its mailbox. */
  way: 'account' | 'double-opt-in';
  at: Date;
  /** When it was asked for, before it was confirmed. */
  askedAt: Date | null;
  /** Version of the text that was agreed to; null of subscriptions that are older than such versions. */
  textVersion: string | null;
}

/** Whether a person wants the newsletter, and what of it (V-5). Of an account, or of an address without one. */
export interface Subscription {
  id: string;
  accountId: string | null;
  /** Proven; null while it is not, or not known yet. */
  email: string | null;
  subscribed: boolean;
  /** Null for who never said whether they want it. */
  changedAt: Date | null;
  /** The secret in the links of their letters; it stays the same for good. */
  token: string;
  /** Of subscriptions that became one with this, whose letters were sent. */
  formerTokens: string[];
  locale: Locale;
  /** Whether they chose the language for the newsletter; else it follows the account. */
  localeChosen: boolean;
  /** None: they get what is for any profession. */
  professions: ProfessionCode[];
  /** Whether they chose them; else they follow the memberships of the account. */
  professionsChosen: boolean;
  /** The last yes. */
  consent: Consent | null;
  /** Of the account's owner; null of an address without one. */
  name: string | null;
  /** Of the account's facts; 0 while none came. */
  revision: number;
}

/** What the gateway tells of an account, as far as newsletters go. */
export interface Subscriber {
  accountId: string;
  revision: number;
  /** Null while it is not proven. */
  email: string | null;
  name: string;
  locale: Locale;
  professions: ProfessionCode[];
}

export function newSubscription(id: string, token: string): Subscription {
  return {
    id,
    accountId: null,
    email: null,
    subscribed: false,
    changedAt: null,
    token,
    formerTokens: [],
    locale: 'nl',
    localeChosen: false,
    professions: [],
    professionsChosen: false,
    consent: null,
    name: null,
    revision: 0,
  };
}

/** What becomes of an account's subscription when its data changed: what was not chosen follows. */
export function following(known: Subscription, account: Subscriber): Subscription {
  return {
    ...known,
    accountId: account.accountId,
    email: account.email,
    name: account.name,
    revision: account.revision,
    locale: known.localeChosen ? known.locale : account.locale,
    professions: known.professionsChosen ? known.professions : account.professions,
  };
}

/** They said yes when they registered; nothing when they said something already, for that is more precise. */
export function wanted(known: Subscription, yes: { at: Date; textVersion: string }): Subscription {
  if (known.changedAt) return known;
  return { ...known, subscribed: true, changedAt: yes.at, consent: { way: 'account', askedAt: null, ...yes } };
}

/**
 * One subscription of two of the same person: the links of both go on working, and what was said last counts, so that nobody gets
 * two copies and an unsubscribe counts for both (V-5).
 */
export function joined(account: Subscription, address: Subscription): Subscription {
  const last = timeOf(address) > timeOf(account) ? address : account;
  const wishes = [last, last === account ? address : account];
  const language = wishes.find(({ localeChosen }) => localeChosen);
  const work = wishes.find(({ professionsChosen }) => professionsChosen);
  return {
    ...account,
    subscribed: last.subscribed,
    changedAt: last.changedAt,
    consent: last.consent ?? account.consent ?? address.consent,
    formerTokens: [...new Set([...account.formerTokens, address.token, ...address.formerTokens])],
    ...(language && { locale: language.locale, localeChosen: true }),
    ...(work && { professions: work.professions, professionsChosen: true }),
  };
}

function timeOf({ changedAt }: Subscription): number {
  return changedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
}
