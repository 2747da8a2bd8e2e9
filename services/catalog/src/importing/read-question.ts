import type { LocatedFinding } from './catalogue-file.ts';
import type { SheetRow } from './read-sheets.ts';
import { textOf } from './sheet-layout.ts';

const languages = ['nl', 'fr', 'en'] as const;

/** A row of the sheet `questions`: options one per line in each language, right ones by their numbers (`1;3`). */
export function questionOf({ row, cells }: SheetRow): { value: unknown; findings: LocatedFinding[] } {
  const lines = Object.fromEntries(languages.map((language) => [language, linesOf(cells[`options_${language}`])]));
  const count = lines['nl']?.length ?? 0;
  const correct = String(cells['correct'] ?? '');
  const right = correct
    .split(/[;,\s]+/)
    .filter((number) => number !== '')
    .map(Number);
  const options = (lines['nl'] ?? []).map((_, i) => ({
    label: Object.fromEntries(languages.flatMap((language) => optionIn(language, lines[language]?.[i]))),
    correct: right.includes(i + 1),
  }));
  const findings = languages.flatMap((language): LocatedFinding[] => {
    const translated = lines[language]?.length ?? 0;
    if (translated === 0 || translated === count) return [];
    return [
      {
        field: `questions!${row}.options_${language}`,
        message: {
          nl: `${translated} antwoorden, in het Nederlands ${count}`,
          fr: `${translated} réponses, ${count} en néerlandais`,
          en: `${translated} answers, ${count} in Dutch`,
        },
      },
    ];
  });
  if (right.some((number) => !Number.isInteger(number))) {
    findings.push({
      field: `questions!${row}.correct`,
      message: {
        nl: `“${correct.slice(0, 40)}”: geef de nummers van de juiste antwoorden, zoals 1 of 1;3`,
        fr: `« ${correct.slice(0, 40)} » : donnez les numéros des bonnes réponses, comme 1 ou 1;3`,
        en: `“${correct.slice(0, 40)}”: give the numbers of the right answers, as 1 or 1;3`,
      },
    });
  }
  const beyond = right.find((number) => number < 1 || number > count);
  if (beyond !== undefined) {
    findings.push({
      field: `questions!${row}.correct`,
      message: {
        nl: `Er is geen antwoord ${beyond}`,
        fr: `Il n’y a pas de réponse ${beyond}`,
        en: `There is no answer ${beyond}`,
      },
    });
  }
  const kind = cells['kind'] === undefined ? {} : { kind: cells['kind'] };
  return { value: { ...kind, prompt: textOf(cells, 'prompt'), options }, findings };
}

function linesOf(cell: string | number | undefined): string[] {
  if (cell === undefined) return [];
  return String(cell)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function optionIn(language: string, line: string | undefined): [string, string][] {
  return line === undefined ? [] : [[language, line]];
}
