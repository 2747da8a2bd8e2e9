import { isInfrastructureError } from '@leerhuis/outbox';
import { Problem } from './problem.ts';

/**
 * True when the database can't be reached, has no primary now, or isn't connected yet: the request may be repeated later.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (isInfrastructureError(error)) return true;
  // bufferCommands is off, so mongoose refuses at once what comes before the connection does
  return error instanceof Error && error.name === 'MongooseError' && error.message.includes('initial connection');
}

/** What a client is told of an error: a refusal as it is, a dependency away as 503, anything else as a bare 500. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseAway(error)) return new Problem(503, 'temporarily-unavailable', { cause: error });
  if (error instanceof Error && error.name === 'AuthUnavailable') {
    return new Problem(503, 'temporarily-unavailable', { cause: error });
  }
  return new Problem(500, 'internal-error', { cause: error });
}
