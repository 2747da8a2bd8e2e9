export type Locale = 'nl' | 'fr' | 'en';

/** A text in the platform's languages; Dutch is always there. */
export interface Text {
  nl: string;
  fr?: string | undefined;
  en?: string | undefined;
}

/** Something that a rule refuses, and where: `['chapters', 0, 'media']`. */
export interface Finding {
  path: (string | number)[];
  message: Record<Locale, string>;
}

export function finding(path: Finding['path'], nl: string, fr: string, en: string): Finding {
  return { path, message: { nl, fr, en } };
}
