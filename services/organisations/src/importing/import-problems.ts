import { type Problem, problem } from '@leerhuis/http-api';
import type { Finding } from './read-people.ts';

/** Rows that a list has at most. */
export const mostRows = 5_000;

/** Nothing of a file can be taken in. */
export function refusedFile(findings: readonly Finding[]): Problem {
  return problem(422, 'people-file-refused', {
    detail: {
      nl: 'Van dit bestand is niets overgenomen; "errors" zegt waarom.',
      fr: 'Rien de ce fichier n’a été repris ; « errors » dit pourquoi.',
      en: 'Nothing of this file was taken in; "errors" says why.',
    },
    errors: findings.slice(0, 50),
  });
}

export const tooMany: Finding = {
  field: 'file',
  message: {
    nl: `Meer dan ${mostRows} rijen: splits het bestand.`,
    fr: `Plus de ${mostRows} lignes : divisez le fichier.`,
    en: `More than ${mostRows} rows: split the file.`,
  },
};
