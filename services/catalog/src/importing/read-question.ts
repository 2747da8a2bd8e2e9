import { locales } from '@leerhuis/language';
import type { TableRow } from '@leerhuis/sheets';
import { type LocatedFinding, located } from './catalogue-file.ts';
import { toldBy } from './sheet-layout.ts';

/** A row of the sheet `questions`: options one per line in each language, right ones by their numbers (`1;3`). */
export function questionOf({ row, cells }: TableRow): { value: unknown; findings: LocatedFinding[] } {
  const lines = {
    nl: linesOf(cells['options_nl']),
    fr: linesOf(cells['options_fr']),
    en: linesOf(cells['options_en']),
  };
  const count = lines.nl.length;
  const correct = String(cells['correct'] ?? '');
  const numbers = correct.split(/[;,\s]+/).filter((number) => number !== '');
  const right = numbers.map(Number);
  const options = lines.nl.map((_, i) => ({
    label: Object.fromEntries(locales.flatMap((locale) => lines[locale].slice(i, i + 1).map((line) => [locale, line]))),
    correct: right.includes(i + 1),
  }));

  const findings: LocatedFinding[] = [];
  const at = (column: string) => `questions!${row}.${column}`;
  for (const locale of locales) {
    const translated = lines[locale].length;
    if (translated === 0 || translated === count) continue;
    findings.push(
      located(
        at(`options_${locale}`),
        `${translated} antwoorden, in het Nederlands ${count}`,
        `${translated} réponses, ${count} en néerlandais`,
        `${translated} answers, ${count} in Dutch`,
      ),
    );
  }
  if (right.some((number) => !Number.isInteger(number))) {
    const shown = correct.slice(0, 40);
    findings.push(
      located(
        at('correct'),
        `“${shown}”: geef de nummers van de juiste antwoorden, zoals 1 of 1;3`,
        `« ${shown} » : donnez les numéros des bonnes réponses, comme 1 ou 1;3`,
        `“${shown}”: give the numbers of the right answers, as 1 or 1;3`,
      ),
    );
  }
  const beyond = right.find((number) => number < 1 || number > count);
  if (beyond !== undefined) {
    findings.push(
      located(
        at('correct'),
        `Er is geen antwoord ${beyond}`,
        `Il n’y a pas de réponse ${beyond}`,
        `There is no answer ${beyond}`,
      ),
    );
  }
  return { value: { ...toldBy('questions', cells), options }, findings };
}

function linesOf(cell: string | number | undefined): string[] {
  const lines = String(cell ?? '').split(/\r?\n/);
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}
