import { type Problem, problem } from '@leerhuis/http-api';
import type { Words } from '@leerhuis/language';
import type { WantedLine } from './domain/wanted-lines.ts';

const kinds: Record<WantedLine['kind'], Words> = {
  course: { nl: 'de cursus', fr: 'le cours', en: 'the course' },
  'credit-package': { nl: 'het pakket uren', fr: 'la formule d’heures', en: 'the package of hours' },
};

/**
 * Null when nothing is missing.
 * @param lines all that were typed, in their order, null for what could not be read: a line goes by its place among them
 */
export function notOnSale(missing: readonly WantedLine[], lines: readonly (WantedLine | null)[]): Problem | null {
  if (missing.length === 0) return null;
  const detail = {
    nl: 'Dit wordt niet (meer) verkocht',
    fr: "Ceci n'est pas ou plus en vente",
    en: 'This is not sold, or no longer',
  };
  const errors = missing.map((line) => {
    const isIt = (other: WantedLine | null) => other?.kind === line.kind && other.itemId === line.itemId;
    const [at, kind] = [lines.findIndex(isIt) + 1, kinds[line.kind]];
    const message = {
      nl: `${detail.nl}: ${kind.nl} op regel ${at}`,
      fr: `${detail.fr} : ${kind.fr} à la ligne ${at}`,
      en: `${detail.en}: ${kind.en} on line ${at}`,
    };
    return { field: 'lines', message };
  });
  return problem(422, 'not-on-sale', { detail, errors });
}
