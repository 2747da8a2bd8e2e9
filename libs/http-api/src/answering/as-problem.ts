import { AuthUnavailable } from '@leerhuis/auth';
import type { Words } from '@leerhuis/language';
import { InvalidCursor, isContention, isDatabaseTrouble } from '@leerhuis/mongo';
import { TooManyWaiting } from '@leerhuis/waiting';
import { invalidRequest, Problem } from './problem.ts';

/** Of a cursor, in words. */
export const noCursorOfList: Words = {
  nl: 'Dit is geen cursor van deze lijst',
  fr: "Ce n'est pas un curseur de cette liste",
  en: 'This is no cursor of this list',
};
const notOurCursor = invalidRequest([{ field: 'query.cursor', message: noCursorOfList }]);

/** What a client is told of an error: a refusal as it is, a dependency away as 503, anything else as a bare 500. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof InvalidCursor) return notOurCursor;
  if (error instanceof TooManyWaiting) return new Problem(503, 'overloaded', { cause: error });
  if (isContention(error)) return new Problem(503, 'busy', { cause: error });
  if (isDatabaseTrouble(error) || error instanceof AuthUnavailable) {
    return new Problem(503, 'temporarily-unavailable', { cause: error });
  }
  return new Problem(500, 'internal-error', { cause: error });
}
