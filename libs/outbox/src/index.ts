export type { OutgoingJob } from './collections.ts';
export { isContention, isInfrastructureError } from './infrastructure-error.ts';
export { createOutbox, type Outbox, type OutboxOptions, type Tx } from './outbox.ts';
export type { Publishers, Relay } from './relay.ts';
