import { locales } from '@leerhuis/language';
import { type LocatedFinding, located } from './catalogue-file.ts';
import type { SheetRow } from './read-sheets.ts';
import { toldBy } from './sheet-layout.ts';

/** A row of the sheet `questions`: options one per line in each language, right ones by their numbers (`1;3`). */
export function questionOf({ row, cells }: SheetRow): { value: unknown; findings: LocatedFinding[] } {
  const lines = Object.fromEntries(locales.map((language) => [language, linesOf(cells[`options_${language}`])]));
  const dutch = lines['nl'] ?? [];
  const correct = String(cells['correct'] ?? '');
  const right = correct
    .split(/[;,\s]+/)
    .filter((number) => number !== '')
    .map(Number);
  const options = dutch.map((_, i) => ({
    label: Object.fromEntries(locales.flatMap((language) => optionIn(language, lines[language]?.[i]))),
    correct: right.includes(i + 1),
  }));
  const findings = locales.flatMap((language): LocatedFinding[] => {
    const translated = lines[language]?.length ?? 0;
    if (translated === 0 || translated === dutch.length) return [];
    return [
      located(
        `questions!${row}.options_${language}`,
        `${translated} antwoorden, in het Nederlands ${dutch.length}`,
        `${translated} réponses, ${dutch.length} en néerlandais`,
        `${translated} answers, ${dutch.length} in Dutch`,
      ),
    ];
  });
  if (right.some((number) => !Number.isInteger(number))) {
    const shown = correct.slice(0, 40);
    findings.push(
      located(
        `questions!${row}.correct`,
        `“${shown}”: geef de nummers van de juiste antwoorden, zoals 1 of 1;3`,
        `« ${shown} » : donnez les numéros des bonnes réponses, comme 1 ou 1;3`,
        `“${shown}”: give the numbers of the right answers, as 1 or 1;3`,
      ),
    );
  }
  const beyond = right.find((number) => number < 1 || number > dutch.length);
  if (beyond !== undefined) {
    findings.push(
      located(
        `questions!${row}.correct`,
        `Er is geen antwoord ${beyond}`,
        `Il n’y a pas de réponse ${beyond}`,
        `There is no answer ${beyond}`,
      ),
    );
  }
  return { value: { ...toldBy('questions', cells), options }, findings };
}

function linesOf(cell: string | number | undefined): string[] {
  return String(cell ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function optionIn(language: string, line: string | undefined): [string, string][] {
  return line === undefined ? [] : [[language, line]];
}
