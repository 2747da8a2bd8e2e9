import { type Problem, problem } from '@leerhuis/http-api';
import type { WantedLine } from './domain/wanted-lines.ts';

export function notOnSale(missing: readonly WantedLine[]): Problem {
  const message = {
    nl: 'Dit wordt niet (meer) verkocht',
    fr: "Ceci n'est pas ou plus en vente",
    en: 'This is not sold, or no longer',
  };
  return problem(422, 'not-on-sale', {
    detail: message,
    errors: missing.map(({ itemId }) => ({
      field: 'lines',
      message: { nl: `${message.nl}: ${itemId}`, fr: `${message.fr} : ${itemId}`, en: `${message.en}: ${itemId}` },
    })),
  });
}
