export type { NextStep } from './after-failure.ts';
export {
  BrokerUnavailable,
  isInfrastructureError,
  PublishFailed,
  RetryLater,
  Unprocessable,
  Unroutable,
} from './errors.ts';
export { createJobQueue, type JobQueue, type JobQueueOptions } from './job-queue.ts';
export type { OutgoingJob } from './message.ts';
export type { Job } from './worker.ts';
