import { AuthUnavailable } from '@leerhuis/auth';
import { isContention, isInfrastructureError } from '@leerhuis/outbox';
import { Problem } from './problem.ts';

/** What a client is told of an error: a refusal as it is, a dependency away as 503, anything else as a bare 500. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isContention(error)) return new Problem(503, 'busy', { cause: error });
  if (isDatabaseAway(error) || error instanceof AuthUnavailable) {
    return new Problem(503, 'temporarily-unavailable', { cause: error });
  }
  return new Problem(500, 'internal-error', { cause: error });
}

/** Not reached, without a primary, or not connected yet: the request may be repeated later. */
function isDatabaseAway(error: unknown): boolean {
  if (isInfrastructureError(error)) return true;
  // bufferCommands is off, so mongoose refuses at once what comes before the connection does
  return error instanceof Error && error.name === 'MongooseError' && error.message.includes('initial connection');
}
