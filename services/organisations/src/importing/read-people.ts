import { emailSchema, lineText, personName, readInput } from '@leerhuis/http-api';
import { plainText, type Words, wordsOf } from '@leerhuis/language';
import { readCsv, readTables, readWorkbookApart, type TableRow } from '@leerhuis/sheets';
import type { z } from 'zod';
import type { Role } from '../members/domain/roles.ts';
import { type ColumnName, columnOf, columns, isTotals, languageOf } from './domain/columns.ts';
import type { RowPerson } from './domain/row.ts';

export interface Finding {
  field: string;
  message: Words;
}

/** A row as it was read: of a person, with what is wrong, or that it sums up. */
export interface ReadRow {
  /** As the spreadsheet numbers it. */
  row: number;
  /** What stood in the columns that we know, for the file of failed rows. */
  cells: Partial<Record<ColumnName, string>>;
  person: RowPerson | null;
  faults: Finding[];
  isTotals: boolean;
}

export interface PeopleFile {
  rows: ReadRow[];
  /** With one of these nothing is taken in. */
  problems: Finding[];
  /** What counts though it is not seen. */
  notices: Finding[];
  /** Headings of columns that were left alone. */
  ignored: string[];
}

const layout = {
  people: Object.fromEntries(columns.map((column) => [column, { kind: 'text' as const }])),
};

/** Reads a list of people, with whatever other columns it has. @throws UnreadableWorkbook */
export async function readPeople(bytes: Buffer, roleNames: Record<Role, Words>): Promise<PeopleFile> {
  const isWorkbook =
    bytes.subarray(0, 2).toString('latin1') === 'PK' || bytes.subarray(0, 2).toString('hex') === 'd0cf';
  const sheets = isWorkbook ? (await readWorkbookApart(bytes)).sheets : [readCsv(bytes)];
  const sheet = sheets.find(({ hidden, rows }) => !hidden && rows.length > 0);
  const [header] = sheet?.rows ?? [];
  if (!sheet || !header) return { rows: [], problems: [{ field: 'file', message: empty }], notices: [], ignored: [] };
  const ours = new Map<number, ColumnName>();
  const ignored: string[] = [];
  for (const [place, cell] of header.cells) {
    const heading = cell.kind === 'text' ? cell.text.trim() : '';
    const column = columnOf(heading);
    if (column) ours.set(place, column);
    else if (heading) ignored.push(heading.slice(0, 40));
  }
  const kept = sheet.rows.map((row) => ({
    ...row,
    cells: new Map(
      [...row.cells]
        .filter(([place]) => ours.has(place))
        .map(([place, cell]) => {
          const text = row === header ? (ours.get(place) as string) : null;
          return [place, text === null ? cell : ({ kind: 'text', text } as const)];
        }),
    ),
  }));
  const people = { ...sheet, name: 'people', rows: kept.filter(({ cells }) => cells.size > 0) };
  const isOptional = (column: string) => column !== 'firstName' && column !== 'lastName';
  const { rows, problems, notices } = readTables({ sheets: [people] }, layout, isOptional);
  const seen = new Map<string, number>();
  if (rows.people.length === 0 && problems.length === 0) problems.push({ field: 'file', message: noRows });
  const read = rows.people.map((row) => rowOf(row, new Set(ours.values()), roleNames, seen));
  return { rows: read, problems, notices, ignored };
}

const empty: Words = {
  nl: 'Het bestand is leeg.',
  fr: 'Le fichier est vide.',
  en: 'The file is empty.',
};

const noRows: Words = {
  nl: 'Onder de titels staat niemand.',
  fr: 'Il n’y a personne sous les titres.',
  en: 'Nobody stands below the headings.',
};

const name = personName(100);
const phone = lineText(30).regex(/\d/);
const staffNumber = lineText(30);

function rowOf(
  { row, cells: held, faults: unread }: TableRow,
  given: ReadonlySet<ColumnName>,
  roleNames: Record<Role, Words>,
  seen: Map<string, number>,
): ReadRow {
  const cells = Object.fromEntries(
    // a line break in a cell is one that somebody typed to make it fit
    Object.entries(held).map(([column, value]) => [column, String(value).replace(/\s+/g, ' ').trim()]),
  ) as ReadRow['cells'];
  if (isTotals(cells)) return { row, cells, person: null, faults: [], isTotals: true };
  const faults: Finding[] = [...unread];
  const read = <S extends z.ZodType>(field: ColumnName, schema: S): z.output<S> | null => {
    const result = readInput(schema, cells[field] ?? '');
    if ('value' in result) return result.value;
    // what could not be read was said already
    if (!unread.some((fault) => fault.field === field))
      faults.push(...result.faults.map(({ message }) => ({ field, message: message as Words })));
    return null;
  };
  const optional = <S extends z.ZodType>(field: ColumnName, schema: S) => (cells[field] ? read(field, schema) : null);
  const workEmail = optional('email', emailSchema) as string | null;
  const person: RowPerson = {
    firstName: read('firstName', name) ?? '',
    lastName: read('lastName', name) ?? '',
    workEmail,
    ...(given.has('phone') && { phone: optional('phone', phone) }),
    ...(given.has('staffNumber') && { staffNumber: optional('staffNumber', staffNumber) }),
    ...rolesIn(cells.roles, roleNames, faults),
    ...localeIn(cells.locale, faults),
  };
  if (!cells.email && !cells.staffNumber) faults.push({ field: 'email', message: unknowable });
  const knownBy = [['email', workEmail] as const, ['staffNumber', person.staffNumber ?? null] as const];
  for (const [field, text] of knownBy) {
    if (text === null) continue;
    const before = seen.get(`${field} ${text}`);
    if (before !== undefined) faults.push({ field, message: twice(before) });
    else seen.set(`${field} ${text}`, row);
  }
  return { row, cells, person: faults.length > 0 ? null : person, faults, isTotals: false };
}

const unknowable: Words = {
  nl: 'Geef een e-mailadres of een personeelsnummer: daaraan herkennen we de persoon.',
  fr: 'Donnez une adresse e-mail ou un matricule : c’est ainsi que nous reconnaissons la personne.',
  en: 'Give an e-mail address or a staff number: by it we know the person.',
};

const twice = (row: number): Words => ({
  nl: `Deze persoon staat al op rij ${row}.`,
  fr: `Cette personne figure déjà à la ligne ${row}.`,
  en: `This person is on row ${row} already.`,
});

function rolesIn(text: string | undefined, roleNames: Record<Role, Words>, faults: Finding[]) {
  if (!text) return {};
  const plain = (written: string) => wordsOf(written).join(' ');
  const found = text.split(/[,;/+&]/).map((part) => {
    const entries = Object.entries(roleNames) as [Role, Words][];
    const role = entries.find(([code, names]) =>
      [code, ...Object.values(names)].some((each) => plain(each) === plain(part)),
    );
    if (!role) faults.push({ field: 'roles', message: unknownRole(part.trim()) });
    return role?.[0];
  });
  return { roles: found.filter((role) => role !== undefined) };
}

const unknownRole = (text: string): Words => ({
  nl: `Geen rol die we kennen: ${plainText(text).slice(0, 40)}`,
  fr: `Pas un rôle connu : ${plainText(text).slice(0, 40)}`,
  en: `No role that we know: ${plainText(text).slice(0, 40)}`,
});

function localeIn(text: string | undefined, faults: Finding[]) {
  if (!text) return {};
  const locale = languageOf(text);
  if (locale) return { locale };
  faults.push({
    field: 'locale',
    message: {
      nl: 'Geef nl, fr of en.',
      fr: 'Donnez nl, fr ou en.',
      en: 'Give nl, fr or en.',
    },
  });
  return {};
}
