export type { LeaseDocument, OutgoingJob } from './collections.ts';
export { createLease, type Lease } from './lease.ts';
export { createOutbox, type Outbox, type Tx } from './outbox.ts';
export type { Publishers, Relay } from './relay.ts';
