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
    { title: reason, kind: 'text', of: ({ faults }) => faults.map((fault) => reasonOf(fault, locale)).join('; ') },
  ];
}

/** With the column that it is about. */
function reasonOf({ field, message }: ImportRow['faults'][number], locale: Locale): string {
  const heading = headings[field as keyof typeof headings]?.[locale];
  const said = saidIn(message, locale).replace(/\.$/, '');
  if (!heading) return said;
  return locale === 'fr' ? `${heading}\u00a0: ${said}` : `${heading}: ${said}`;
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
