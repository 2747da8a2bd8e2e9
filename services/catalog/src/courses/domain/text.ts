export type Locale = 'nl' | 'fr' | 'en';

/** A text in the platform's languages; Dutch is always there. */
export interface Text {
  nl: string;
  fr?: string | undefined;
  en?: string | undefined;
}

/** Words of ours, in all languages. */
export type Words = Record<Locale, string>;
