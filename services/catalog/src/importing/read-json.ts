import { jsonShape } from '@leerhuis/contracts/json-shape';
import { fieldName } from '@leerhuis/http-api';
import { checkSize, codeOf, type FileRecord, type FileRecords, located, UnreadableFile } from './catalogue-file.ts';

const known = ['courses', 'creditPackages'];

/**
 * Reads a catalogue in JSON: `{ "courses": [...], "creditPackages": [...] }`, each may be left out.
 * @throws UnreadableFile
 */
export function readJsonCatalogue(bytes: Buffer): FileRecords {
  const file = parse(bytes);
  const unknown = Object.keys(file).find((key) => !known.includes(key));
  if (unknown !== undefined) throw unreadable(unknown, 'Onbekend deel', 'Partie inconnue', 'Unknown part');
  const courses = listIn(file, 'courses');
  const creditPackages = listIn(file, 'creditPackages');
  checkSize({ courses, creditPackages });
  return {
    courses: courses.map((value, i) => recordOf('courses', value, i)),
    creditPackages: creditPackages.map((value, i) => recordOf('creditPackages', value, i)),
    notices: [],
  };
}

/** Objects, lists and names in a file: many times what a full one has, and read in a moment. */
const mostParts = 500_000;

function parse(bytes: Buffer): Record<string, unknown> {
  const text = decode(bytes);
  const { parts, keyTwice } = jsonShape(text, { parts: mostParts });
  if (parts > mostParts) {
    throw unreadable(
      'file',
      `Meer velden en lijsten dan ${mostParts}`,
      `Plus de champs et de listes que ${mostParts}`,
      `More fields and lists than ${mostParts}`,
    );
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

function listIn(file: Record<string, unknown>, part: string): unknown[] {
  const list = file[part] ?? [];
  if (Array.isArray(list)) return list;
  throw unreadable(part, 'Dit is geen lijst', 'Ce n’est pas une liste', 'This is no list');
}

function recordOf(sheet: string, value: unknown, index: number): FileRecord {
  const record = { sheet, row: index + 1, code: codeOf(value), locate: fieldName };
  // what is too large isn't read at all: naming everything that is wrong in it would take for ever
  return isTooLarge(value) ? { ...record, value: null, findings: [tooLarge] } : { ...record, value, findings: [] };
}

const mostValues = 20_000;
const tooLarge = located(
  '',
  `Meer dan ${mostValues} waarden`,
  `Plus de ${mostValues} valeurs`,
  `More than ${mostValues} values`,
);

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

function unreadable(...finding: Parameters<typeof located>): UnreadableFile {
  return new UnreadableFile([located(...finding)]);
}
