import { isDatabaseTrouble } from '@leerhuis/mongo/errors';

/** Thrown by a handler: this job can never succeed; park it at once. */
export class Unprocessable extends Error {
  override name = 'Unprocessable';
}

/** Thrown by a handler: try again later, without counting towards the four deliveries; the handler sees to the end. */
export class RetryLater extends Error {
  override name = 'RetryLater';
}

/** The broker has no queue for the message. */
export class Unroutable extends Error {
  override name = 'Unroutable';
}

/** RabbitMQ cannot be reached, or did not confirm in time: the message may or may not be there, so send it again. */
export class BrokerUnavailable extends Error {
  override name = 'BrokerUnavailable';
}

/** Some jobs of a batch were not taken; the others are safe. */
export class PublishFailed extends Error {
  override name = 'PublishFailed';
  /** Job id → why. */
  readonly failed: ReadonlyMap<string, Error>;
  constructor(failed: ReadonlyMap<string, Error>) {
    const [first] = failed.values();
    super(`${failed.size} job(s) not published: ${first?.message ?? ''}`, { cause: first });
    this.failed = failed;
  }
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** True when something that the job needs was away: the job is not to blame. */
export function isInfrastructureError(error: unknown): boolean {
  if (error instanceof RetryLater || error instanceof BrokerUnavailable || isDatabaseTrouble(error)) return true;
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && networkCodes.has(error.code)) return true;
  return error.cause !== undefined && isInfrastructureError(error.cause);
}
