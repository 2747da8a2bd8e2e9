import { jsonShape } from '@leerhuis/contracts/json-shape';
import { fieldAt } from '../courses/domain/field.ts';
import {
  type CatalogueFile,
  type FileRecord,
  type LocatedFinding,
  maxCourses,
  maxPackages,
  tooManyRows,
  UnreadableFile,
} from './catalogue-file.ts';

const known = ['courses', 'creditPackages'];

/**
 * Reads a catalogue in JSON: `{ "courses": [...], "creditPackages": [...] }`, each may be left out.
 * @throws UnreadableFile
 */
export function readJsonCatalogue(bytes: Buffer): CatalogueFile {
  const file = parse(bytes);
  const unknown = Object.keys(file).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw unreadable(unknown[0] ?? '', 'Onbekend deel', 'Partie inconnue', 'Unknown part');
  const courses = recordsOf(file, 'courses', maxCourses);
  const creditPackages = recordsOf(file, 'creditPackages', maxPackages);
  if (courses.length + creditPackages.length === 0) {
    throw unreadable('courses', 'Er staat niets in', 'Il n’y a rien dedans', 'There is nothing in it');
  }
  return { courses, creditPackages, notices: [] };
}

/** Objects, lists and names in a file: many times what a full one has, and read in a moment. */
const mostParts = 500_000;

function parse(bytes: Buffer): Record<string, unknown> {
  const text = decode(bytes);
  const { parts, keyTwice } = jsonShape(text, { parts: mostParts });
  if (parts > mostParts) {
    const [nl, fr, en] = [
      'Meer velden en lijsten dan',
      'Plus de champs et de listes que',
      'More fields and lists than',
    ];
    throw unreadable('file', `${nl} ${mostParts}`, `${fr} ${mostParts}`, `${en} ${mostParts}`);
  }
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw noJson();
  }
  if (keyTwice) throw unreadable('file', 'Noemt een veld twee keer', 'Nomme un champ deux fois', 'Names a field twice');
  if (typeof file === 'object' && file !== null && !Array.isArray(file)) return file as Record<string, unknown>;
  throw unreadable('file', 'Een object wordt verwacht', 'Un objet est attendu', 'An object is expected');
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw noJson();
  }
}

const noJson = () =>
  unreadable('file', 'Dit is geen JSON in UTF-8', 'Ce n’est pas du JSON en UTF-8', 'This is no JSON in UTF-8');

function recordsOf(file: Record<string, unknown>, part: string, max: number): FileRecord[] {
  const list = file[part] ?? [];
  if (!Array.isArray(list)) throw unreadable(part, 'Dit is geen lijst', 'Ce n’est pas une liste', 'This is no list');
  if (list.length > max) throw tooManyRows(part, max);
  return list.map((value: unknown, i) => {
    const findings = isTooLarge(value) ? [tooLarge] : [];
    // what is too large isn't read at all: naming everything that is wrong in it would take for ever
    return {
      sheet: part,
      row: i + 1,
      code: codeOf(value),
      value: findings.length > 0 ? null : value,
      findings,
      locate: fieldAt,
    };
  });
}

const mostValues = 20_000;
const tooLarge: LocatedFinding = {
  field: '',
  message: {
    nl: `Meer dan ${mostValues} waarden`,
    fr: `Plus de ${mostValues} valeurs`,
    en: `More than ${mostValues} values`,
  },
};

/** Counts without recursion: JSON may be nested deeper than the stack goes. */
function isTooLarge(value: unknown): boolean {
  const left: unknown[] = [value];
  for (let count = 0; left.length > 0; count++) {
    if (count > mostValues) return true;
    const next = left.pop();
    if (typeof next !== 'object' || next === null) continue;
    const inside: unknown[] = Object.values(next);
    if (inside.length > mostValues) return true;
    left.push(...inside);
  }
  return false;
}

/** The code that a row gives itself, for the report; a refused row may not have one. */
export function codeOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('code' in value)) return null;
  return typeof value.code === 'string' && value.code !== '' ? value.code.slice(0, 40) : null;
}

function unreadable(field: string, nl: string, fr: string, en: string): UnreadableFile {
  return new UnreadableFile([{ field, message: { nl, fr, en } }]);
}
