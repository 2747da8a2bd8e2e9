import { type Locale, locales } from './locale.ts';

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
