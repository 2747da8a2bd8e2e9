import { registeringFederations } from '@leerhuis/federations';
import type { EventContract, JobContract } from './contract.ts';
import * as catalog from './events/catalog.ts';
import * as certification from './events/certification.ts';
import * as account from './events/gateway-account.ts';
import * as settings from './events/gateway-settings.ts';
import * as learning from './events/learning.ts';
import * as notifications from './events/notifications.ts';
import * as orders from './events/orders.ts';
import * as organisations from './events/organisations.ts';
import * as certificationJobs from './jobs/certification.ts';
import { federationAnswers, federationRegistrations, federationWithdrawals } from './jobs/federations.ts';
import * as orderJobs from './jobs/orders.ts';
import { sendMessage } from './jobs/send-message.ts';

export * from './contract.ts';
export * from './events/catalog.ts';
export * from './events/certification.ts';
export * from './events/gateway-account.ts';
export * from './events/gateway-settings.ts';
export * from './events/learning.ts';
export * from './events/notifications.ts';
export * from './events/orders.ts';
export * from './events/organisations.ts';
export * from './jobs/certification.ts';
export * from './jobs/federations.ts';
export {
  isNameless,
  kindOf,
  type MailTemplate,
  messageTemplates,
  type SecretNames,
  type ValueNames,
} from './jobs/mails.ts';
export * from './jobs/orders.ts';
export * from './jobs/send-message.ts';
export { type Keeping, keepingOf, keptTopics } from './keeping.ts';

function isEvent(value: unknown): value is EventContract<unknown> {
  return typeof value === 'object' && value !== null && 'topic' in value && 'owner' in value;
}

/** Every event version ever published. */
export const allEvents: EventContract<unknown>[] = [
  account,
  settings,
  organisations,
  catalog,
  orders,
  learning,
  certification,
  notifications,
]
  .flatMap((module): unknown[] => Object.values(module))
  .filter(isEvent);

/** Every kind of work. */
export const allJobs: JobContract<unknown>[] = [
  sendMessage,
  ...Object.values(orderJobs),
  ...Object.values(certificationJobs),
  ...registeringFederations.map(federationRegistrations),
  ...registeringFederations.map(federationWithdrawals),
  ...registeringFederations.map(federationAnswers),
];
