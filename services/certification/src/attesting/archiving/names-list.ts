import type { Locale } from '@leerhuis/language';
import { type Column, writeTable } from '@leerhuis/sheets';
import type { ZipEntry } from './zip-stream.ts';

/** An attest in the list that goes with an archive. */
export interface Listed {
  name: string;
  courseTitle: string;
  courseCode: string;
  completedOn: string;
  issuedOn: string;
  federations: string;
  code: string;
  /** Name of its file in the archive. */
  file: string;
}

const titles: Record<Locale, Record<keyof Listed, string> & { list: string }> = {
  nl: {
    list: 'Attesten',
    name: 'Naam',
    courseTitle: 'Opleiding',
    courseCode: 'Code opleiding',
    completedOn: 'Afgerond op',
    issuedOn: 'Uitgereikt op',
    federations: 'Federaties',
    code: 'Code attest',
    file: 'Bestand',
  },
  fr: {
    list: 'Attestations',
    name: 'Nom',
    courseTitle: 'Formation',
    courseCode: 'Code de la formation',
    completedOn: 'Terminée le',
    issuedOn: 'Délivrée le',
    federations: 'Fédérations',
    code: "Code de l'attestation",
    file: 'Fichier',
  },
  en: {
    list: 'Attests',
    name: 'Name',
    courseTitle: 'Course',
    courseCode: 'Course code',
    completedOn: 'Completed on',
    issuedOn: 'Issued on',
    federations: 'Federations',
    code: 'Attest code',
    file: 'File',
  },
};

/** A workbook of what is in an archive, a row per attest. */
export async function namesList(rows: readonly Listed[], locale: Locale): Promise<ZipEntry> {
  const { list, ...columns } = titles[locale];
  const content = Buffer.concat(
    await writeTable('xlsx', { name: list, columns: Object.entries(columns).map(columnOf), rows }).toArray(),
  );
  const modifiedAt = new Date(Math.max(...rows.map(({ issuedOn }) => Date.parse(issuedOn))));
  return { name: `${list}.xlsx`, bytes: content.length, modifiedAt, read: async () => content };
}

function columnOf([field, title]: [string, string]): Column<Listed> {
  const name = field as keyof Listed;
  return { title, kind: name === 'completedOn' || name === 'issuedOn' ? 'day' : 'text', of: (row) => row[name] };
}
