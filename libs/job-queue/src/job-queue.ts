import { setTimeout } from 'node:timers/promises';
import type { JobContract } from '@leerhuis/contracts';
import { injectTrace, jobMetrics, type Logger, type Metrics } from '@leerhuis/telemetry';
import type { Channel } from 'amqplib';
import { measureDepth, type WorkedQueue } from './depth.ts';
import { PublishFailed, Unroutable } from './errors.ts';
import { type Link, onChannel, openLink } from './link.ts';
import { encodeJob, type OutgoingJob } from './message.ts';
import { brokerName, defaultRetryDelays } from './names.ts';
import { createPublisher } from './publisher.ts';
import { assertQueue, assertRetryQueues } from './topology.ts';
import { createWorker, type Job, type Worker } from './worker.ts';

export interface JobQueueOptions {
  url: string;
  /** The authorities that alone may vouch for the broker of an `amqps` URL (PEM). */
  ca?: string | undefined;
  namespace?: string;
  service: string;
  logger: Logger;
  metrics?: Metrics;
  /** Waiting times before the 2nd, 3rd... delivery, in ms (tests). Each time has a queue of its own. */
  retryDelays?: readonly number[];
}

/** Work over RabbitMQ: at least once, in no order; a job's id makes its repetition harmless. */
export interface JobQueue {
  /**
   * Connects (waits for the broker) and makes sure that the queues exist; comes back by itself after a cut.
   * @param contracts kinds of work that are published or done here
   */
  start(contracts: JobContract<unknown>[]): Promise<void>;
  /**
   * Resolves once RabbitMQ keeps all of them.
   * @throws PublishFailed naming those that it did not take, or that have no queue
   */
  publish(jobs: OutgoingJob[]): Promise<void>;
  /**
   * Hands jobs to the handler, up to `atOnce` (10) at the same time, in turns by person where the contract says whose they
   * are. A handler that throws gets the job again after a
   * growing delay; after four failures, or at once for `Unprocessable`, it is parked in `<queue>.dead` with the reason.
   * A dependency that is away (`isInfrastructureError`, `RetryLater`) is waited for without counting.
   */
  work<D>(
    contract: JobContract<unknown, D>,
    handler: (job: Job<D>) => Promise<void>,
    options?: { atOnce?: number },
  ): Promise<void>;
  /** Connected, and every worker consuming. */
  ready(): boolean;
  /** Takes no more jobs, finishes those in flight, disconnects. */
  stop(): Promise<void>;
}

/** Confirms awaited at the same time. */
const publishWindow = 100;

export function createJobQueue(options: JobQueueOptions): JobQueue {
  const { logger, metrics, namespace, service, url, ca } = options;
  const delays = options.retryDelays ?? defaultRetryDelays;
  const figures = metrics ? jobMetrics(metrics) : undefined;
  const unroutable = metrics?.counter({
    name: 'jobs_unroutable_total',
    help: 'Jobs for which RabbitMQ had no queue',
    labelNames: ['queue'],
  });
  const publisher = createPublisher({ logger, unroutable });
  const known = new Map<string, JobContract<unknown>>();
  const workers: Worker[] = [];
  const worked = new Map<string, WorkedQueue>();
  // a broker short of memory stops reading from publishers; workers must still be able to acknowledge
  let publishing: Link | null = null;
  let consuming: Link | null = null;
  let opening: Promise<Link> | null = null;
  let restoring: Promise<void> | null = null;
  if (figures) measureDepth(figures.depth, () => consuming, worked, logger);

  async function declareQueues(channel: Channel): Promise<void> {
    await assertRetryQueues(channel, namespace, delays);
    for (const queue of known.keys()) await assertQueue(channel, brokerName(namespace, queue));
  }

  /** Somebody removed a queue: the sender's next attempt shall find it. */
  function restoreQueues(): Promise<void> {
    // made again at once, RabbitMQ 3.10 would leave its consumers hanging on the removed queue, without telling them
    restoring ??= setTimeout(500)
      .then(() => publishing?.withChannel(declareQueues))
      .finally(() => {
        restoring = null;
      });
    return restoring;
  }

  async function publishOne(job: OutgoingJob, now: Date): Promise<void> {
    const contract = known.get(job.queue);
    if (!contract) throw new Unroutable(`${service} does not publish to ${job.queue}`);
    // who asked was held to today's form; what waited in its outbox may be of before
    const data = contract.reads.parse(job.data);
    const traceparent = job.traceparent ?? injectTrace()['traceparent'];
    const whose = contract.whose?.(data) ?? null;
    const traced = { id: job.id, queue: job.queue, data, whose, ...(traceparent ? { traceparent } : {}) };
    await publisher
      .send(encodeJob(traced, { queue: brokerName(namespace, job.queue), service, now }))
      .catch(async (error: unknown) => {
        if (error instanceof Unroutable) await restoreQueues();
        throw error;
      });
  }

  return {
    async start(contracts) {
      for (const contract of contracts) known.set(contract.queue, contract);
      publishing = await openLink({ url, ca, name: `${service} publisher`, logger });
      await publishing.use((model) => onChannel(model, logger, declareQueues));
      await publishing.use(publisher.open);
    },

    async publish(jobs) {
      const failed = new Map<string, Error>();
      for (let at = 0; at < jobs.length; at += publishWindow) {
        const window = jobs.slice(at, at + publishWindow);
        const results = await Promise.allSettled(window.map((job) => publishOne(job, new Date())));
        results.forEach((result, index) => {
          const job = window[index];
          if (result.status === 'rejected' && job) failed.set(job.id, result.reason as Error);
        });
      }
      if (failed.size > 0) throw new PublishFailed(failed);
    },

    async work(contract, handler, { atOnce = 10 } = {}) {
      opening ??= openLink({ url, ca, name: `${service} worker`, logger });
      consuming = await opening;
      const queue = brokerName(namespace, contract.queue);
      const { handled, deadLetters } = figures ?? {};
      const settings = {
        contract,
        queue,
        namespace,
        handler,
        atOnce,
        delays,
        publisher,
        logger,
        handled,
        deadLetters,
      };
      const worker = createWorker(settings);
      workers.push(worker);
      await consuming.use(worker.open);
      worked.set(contract.queue, { name: queue, waitingHere: worker.waiting });
    },

    ready: () => (publishing?.connected() ?? false) && workers.every((worker) => worker.consuming()),

    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await consuming?.close();
      await publishing?.close();
    },
  };
}
