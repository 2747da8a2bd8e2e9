export {
  isInfrastructureError,
  PublishFailed,
  RetryLater,
  Unprocessable,
  Unroutable,
} from './errors.ts';
export { createJobQueue, type JobQueue } from './job-queue.ts';
export type { Job } from './worker.ts';
