import { AuthUnavailable } from '@leerhuis/auth';
import { isContention, isDatabaseTrouble } from '@leerhuis/mongo';
import { TooManyWaiting } from '@leerhuis/waiting';
import { Problem } from './problem.ts';

/** What a client is told of an error: a refusal as it is, a dependency away as 503, anything else as a bare 500. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TooManyWaiting) return new Problem(503, 'overloaded', { cause: error });
  if (isContention(error)) return new Problem(503, 'busy', { cause: error });
  if (isDatabaseTrouble(error) || error instanceof AuthUnavailable) {
    return new Problem(503, 'temporarily-unavailable', { cause: error });
  }
  return new Problem(500, 'internal-error', { cause: error });
}
