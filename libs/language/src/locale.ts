/** The languages of the platform, Dutch first: it is there where another may be missing. */
export const locales = ['nl', 'fr', 'en'] as const;

export type Locale = (typeof locales)[number];
