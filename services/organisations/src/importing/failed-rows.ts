import type { Locale } from '@leerhuis/language';
import { saidIn } from '@leerhuis/language';
import type { Column } from '@leerhuis/sheets';
import { columns } from './domain/columns.ts';
import type { ImportRow } from './import-store.ts';

/** Columns of the file of failed rows: those that are read again, and the reason. */
export function columnsIn(locale: Locale): Column<ImportRow>[] {
  const reason = { nl: 'reden', fr: 'motif', en: 'reason' }[locale];
  return [
    ...columns.map(
      (column): Column<ImportRow> => ({
        title: headings[column][locale],
        kind: 'text',
        of: ({ cells }) => cells[column] ?? null,
      }),
    ),
    { title: reason, kind: 'text', of: ({ faults }) => faults.map(({ message }) => saidIn(message, locale)).join(' ') },
  ];
}

const headings: Record<(typeof columns)[number], Record<Locale, string>> = {
  firstName: { nl: 'voornaam', fr: 'prénom', en: 'first name' },
  lastName: { nl: 'naam', fr: 'nom', en: 'last name' },
  email: { nl: 'e-mail', fr: 'e-mail', en: 'e-mail' },
  phone: { nl: 'telefoon', fr: 'téléphone', en: 'phone' },
  staffNumber: { nl: 'personeelsnummer', fr: 'matricule', en: 'staff number' },
  roles: { nl: 'rol', fr: 'rôle', en: 'role' },
  locale: { nl: 'taal', fr: 'langue', en: 'language' },
};
