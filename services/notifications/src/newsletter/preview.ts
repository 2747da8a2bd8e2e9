import { plainPage } from '@leerhuis/http-api';
import type { Locale, Words } from '@leerhuis/language';
import { type Newsletter, writtenFor } from './domain/newsletter.ts';
import { type Newsletters, renderFor } from './newsletters.ts';

type Rendering = Pick<Newsletters, 'brandOn' | 'links' | 'courseUrl'>;

const languages: Record<Locale, Words> = {
  nl: { nl: 'het Nederlands', fr: 'néerlandais', en: 'Dutch' },
  fr: { nl: 'het Frans', fr: 'français', en: 'French' },
  en: { nl: 'het Engels', fr: 'anglais', en: 'English' },
};

const notices = {
  fallback: {
    nl: (own: string, other: string) => `Er is geen tekst in ${own}: deze lezers krijgen de nieuwsbrief in ${other}.`,
    fr: (own: string, other: string) =>
      `Il n’y a pas de texte en ${own} : ces lecteurs reçoivent la lettre en ${other}.`,
    en: (own: string, other: string) => `There is no text in ${own}: these readers get the newsletter in ${other}.`,
  },
  nothing: {
    nl: (own: string) => `Er is geen tekst in ${own}: deze lezers krijgen de nieuwsbrief niet.`,
    fr: (own: string) => `Il n’y a pas de texte en ${own} : ces lecteurs ne reçoivent pas la lettre.`,
    en: (own: string) => `There is no text in ${own}: these readers do not get the newsletter.`,
  },
};

interface Languages {
  /** Whose letter is looked at. */
  of: Locale;
  /** Of the member of staff who looks. */
  for: Locale;
}

/** What readers of a language get, and in words for staff when that isn't in their own. */
export function preview(needs: Rendering, newsletter: Newsletter, { of: locale, for: staff }: Languages, now: Date) {
  const writtenIn = writtenFor(newsletter, locale);
  const own = languages[locale][staff];
  if (!writtenIn) {
    const notice = notices.nothing[staff](own);
    return { locale, writtenIn, notice, subject: null, text: null, html: null };
  }
  const notice = writtenIn === locale ? null : notices.fallback[staff](own, languages[writtenIn][staff]);
  return { locale, writtenIn, notice, ...renderFor(needs, newsletter, writtenIn, 'preview', now) };
}

/** The letter as its reader sees it; a page that says so where readers of this language get none. */
export function previewPage(needs: Rendering, newsletter: Newsletter, wanted: Languages, now: Date): string {
  const { html, notice } = preview(needs, newsletter, wanted, now);
  return (
    html ??
    plainPage({ locale: wanted.for, brand: needs.brandOn(now).name }, '–', `<p role="alert">${notice ?? ''}</p>`)
  );
}
