import { type Locale, locales } from './locale.ts';

const known = new Map<string, Locale | null>();
const knownAtMost = 500;

/**
 * Picks by `Accept-Language`: the highest quality wins, the first named among equals; `fr-BE` asks for French.
 * @param otherwise for who wishes none of ours, or any (`*`): the language of their account, where there is one
 */
export function localeOf(acceptLanguage: string | undefined, otherwise: Locale = 'nl'): Locale {
  if (!acceptLanguage) return otherwise;
  const seen = known.get(acceptLanguage);
  if (seen !== undefined) return seen ?? otherwise;
  const locale = pick(acceptLanguage);
  // clients send few different values; an attacker sends many
  if (known.size < knownAtMost && acceptLanguage.length < 200) known.set(acceptLanguage, locale);
  return locale ?? otherwise;
}

/** Null where no language of ours is wished, or any before them. */
function pick(acceptLanguage: string): Locale | null {
  let best: Locale | null = null;
  let bestQuality = 0;
  for (const range of acceptLanguage.slice(0, 1000).split(',')) {
    const [tag = '', ...parameters] = range.split(';');
    const language = tag.trim().toLowerCase().split('-')[0];
    const locale = language === '*' ? null : locales.find((candidate) => candidate === language);
    const quality = qualityOf(parameters);
    if (locale !== undefined && quality > bestQuality) {
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
