import { locale as localeSchema } from '@leerhuis/contracts';

/** The languages of the platform; Dutch when a client asks for none of them. */
export type Locale = 'nl' | 'fr' | 'en';

export const locales: readonly Locale[] = localeSchema.options;

/** A text for people; Dutch is always there. */
export type Localised = { nl: string; fr?: string | undefined; en?: string | undefined };

/** The text in the language asked for, else the Dutch one. */
export function inLocale(text: string | Localised, locale: Locale): string {
  return typeof text === 'string' ? text : (text[locale] ?? text.nl);
}

const known = new Map<string, Locale>();
const knownAtMost = 500;

/** Picks by `Accept-Language`: the highest quality wins, the first named among equals; `fr-BE` asks for French. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  if (!acceptLanguage) return 'nl';
  const seen = known.get(acceptLanguage);
  if (seen) return seen;
  const locale = pick(acceptLanguage);
  // clients send few different values; an attacker sends many
  if (known.size < knownAtMost && acceptLanguage.length < 200) known.set(acceptLanguage, locale);
  return locale;
}

function pick(acceptLanguage: string): Locale {
  let best: Locale = 'nl';
  let bestQuality = 0;
  for (const range of acceptLanguage.slice(0, 1000).split(',')) {
    const [tag = '', ...parameters] = range.split(';');
    const language = tag.trim().toLowerCase().split('-')[0];
    const locale = language === '*' ? 'nl' : locales.find((candidate) => candidate === language);
    const quality = qualityOf(parameters);
    if (locale && quality > bestQuality) {
      best = locale;
      bestQuality = quality;
    }
  }
  return best;
}

function qualityOf(parameters: string[]): number {
  const q = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='));
  const value = q === undefined ? 1 : Number(q.slice(2));
  return Number.isFinite(value) ? value : 0;
}
