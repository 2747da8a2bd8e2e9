import { type Locale, plainText } from '@leerhuis/language';

export const columns = ['firstName', 'lastName', 'email', 'phone', 'staffNumber', 'roles', 'locale'] as const;
export type ColumnName = (typeof columns)[number];

/** What people write above a column, without capitals, accents and signs. */
const written: Record<ColumnName, readonly string[]> = {
  firstName: ['voornaam', 'prenom', 'firstname', 'givenname'],
  lastName: ['naam', 'achternaam', 'familienaam', 'nom', 'nomdefamille', 'lastname', 'surname', 'familyname', 'name'],
  email: ['email', 'emailadres', 'mail', 'mailadres', 'werkemail', 'courriel', 'adresseemail', 'emailaddress'],
  phone: ['telefoon', 'telefoonnummer', 'tel', 'gsm', 'mobiel', 'telephone', 'phone', 'phonenumber', 'mobile'],
  staffNumber: ['personeelsnummer', 'stamnummer', 'matricule', 'numerodupersonnel', 'staffnumber', 'employeenumber'],
  roles: ['rol', 'rollen', 'functie', 'role', 'roles', 'fonction'],
  locale: ['taal', 'langue', 'language', 'locale'],
};

const plain = (text: string) => plainText(text).replace(/[^a-z0-9]/g, '');

/** Which of our columns a heading means; null for one that we leave alone. */
export function columnOf(heading: string): ColumnName | null {
  return columns.find((column) => written[column].includes(plain(heading))) ?? null;
}

const languages: Record<string, Locale> = {
  nl: 'nl',
  nederlands: 'nl',
  neerlandais: 'nl',
  dutch: 'nl',
  fr: 'fr',
  frans: 'fr',
  francais: 'fr',
  french: 'fr',
  en: 'en',
  engels: 'en',
  anglais: 'en',
  english: 'en',
};

/** A language by its code or its name in ours; null for another. */
export const languageOf = (text: string): Locale | null => languages[plain(text)] ?? null;

/** Whether a row sums the others up: it says so where a person would stand, and nobody is in it. */
export function isTotals(cells: Partial<Record<ColumnName, string>>): boolean {
  if (cells.email) return false;
  const texts = Object.values(cells).filter((text) => text !== undefined);
  return texts.some((text) => /^(totaal|totalen|total|totaux|totals|som|somme|sum|aantal|nombre)$/.test(plain(text)));
}
