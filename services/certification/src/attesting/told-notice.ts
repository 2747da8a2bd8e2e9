import { formatDay } from '@leerhuis/calendar';
import type { Locale } from '@leerhuis/language';
import type { Registration } from '../registering/domain/registration.ts';

interface Told {
  providerName: string;
  federation: string;
  /** When it was told, in words. */
  on: string | null;
}

const words: Record<Locale, (told: Told) => string> = {
  nl: ({ providerName, federation, on }) =>
    on === null
      ? `${providerName} meldt deze deelname zelf aan ${federation}; niemand hoeft dit attest op te sturen.`
      : `${providerName} heeft deze deelname op ${on} aan ${federation} gemeld; niemand hoeft dit attest op te sturen.`,
  fr: ({ providerName, federation, on }) =>
    on === null
      ? `${providerName} communique directement cette participation (${federation})\u00a0; il n’est pas nécessaire d’envoyer cette attestation.`
      : `${providerName} a communiqué cette participation le ${on} (${federation})\u00a0; il n’est pas nécessaire d’envoyer cette attestation.`,
  en: ({ providerName, federation, on }) =>
    on === null
      ? `${providerName} itself reports this participation to ${federation}; nobody need send this attest.`
      : `${providerName} reported this participation to ${federation} on ${on}; nobody need send this attest.`,
};

/** That the federation is told by the provider, and nobody need send the attest (V-26); null when it is told of it no more. */
export function toldNotice(
  { federation, state, sentAt }: Pick<Registration, 'federation' | 'state' | 'sentAt'>,
  { locale, providerName, dayOf }: { locale: Locale; providerName: string; dayOf: (instant: Date) => string },
): string | null {
  if (state === 'withdrawn') return null;
  return words[locale]({ providerName, federation, on: sentAt && formatDay(dayOf(sentAt), locale) });
}
