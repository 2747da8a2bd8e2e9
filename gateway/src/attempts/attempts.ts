import type { Settings } from '../config.ts';
import type { AttemptClient } from './attempt-counter.ts';
import type { Attempts } from './domain/attempts.ts';
import { failureGuard } from './failure-guard.ts';
import { requestCounter } from './request-counter.ts';

/** What is counted of attempts, in MongoDB, for all copies of the gateway together. */
export function openAttempts(
  client: AttemptClient,
  limits: Pick<Settings, 'WRONG_SECRETS_PER_QUARTER' | 'REGISTRATIONS_PER_HOUR'>,
): Attempts {
  const guard = (name: string) => failureGuard(client, name, limits.WRONG_SECRETS_PER_QUARTER);
  const counter = (name: string) => requestCounter(client, name, limits.REGISTRATIONS_PER_HOUR);
  return {
    login: guard('login'),
    password: guard('password'),
    secondFactor: guard('second-factor'),
    partner: guard('partner'),
    register: counter('register'),
    confirm: counter('confirm'),
    reset: counter('reset'),
    changeEmail: counter('change-email'),
  };
}
