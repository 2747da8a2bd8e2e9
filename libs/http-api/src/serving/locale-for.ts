import type { IncomingMessage } from 'node:http';
import { type Actor, isPerson } from '@leerhuis/auth';
import { type Locale, localeOf } from '@leerhuis/language';

/**
 * The language of an answer: what its reader wishes, else that of their account, else Dutch.
 * @param owner language of whoever a link was made for, where nobody signed in
 */
export function localeFor({ headers }: Pick<IncomingMessage, 'headers'>, actor: Actor | null, owner?: Locale): Locale {
  return localeOf(headers['accept-language'], (isPerson(actor) ? actor.locale : undefined) ?? owner);
}
