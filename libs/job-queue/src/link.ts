import { once } from 'node:events';
import type { Logger } from '@leerhuis/telemetry';
import { type Channel, type ChannelModel, connect } from 'amqplib';
import { BrokerUnavailable } from './errors.ts';

/** A connection that comes back by itself, with everything that was set up on it. */
export interface Link {
  /** Runs the step now, and again on each new connection. Resolves when it ran for the first time. */
  use(step: Step): Promise<void>;
  /** Runs the work once, on a channel of its own. @throws BrokerUnavailable when there is no connection now */
  withChannel<T>(work: (channel: Channel) => Promise<T>): Promise<T>;
  connected(): boolean;
  close(): Promise<void>;
}

const setUpLimit = 60_000;

export type Step = (model: ChannelModel) => Promise<void>;

/**
 * Opens a connection; waits for the broker as long as it takes.
 * @throws when the broker refuses what is set up (wrong password, a queue that exists with other arguments)
 */
export async function openLink(options: {
  url: string;
  /** The authorities that alone may vouch for the broker of an `amqps` URL (PEM). */
  ca?: string | undefined;
  name: string;
  logger: Logger;
}): Promise<Link> {
  const { logger, name } = options;
  const steps: Step[] = [];
  let current: ChannelModel | null = null;
  const closing = new AbortController();

  async function setUp(model: ChannelModel): Promise<void> {
    // amqplib's recovery listens only once this is over, and an `error` that nobody hears ends the process
    model.on('error', (err) => logger.warn({ err, link: name }, 'RabbitMQ connection failed'));
    model.on('close', () => {
      if (current === model) current = null;
    });
    // a queue that has lost its majority leaves its callers waiting for ever: better to be heard, and to try again
    const inTime = setTimeout(() => {
      logger.error({ link: name }, 'RabbitMQ does not finish setting up queues and workers');
      model.close().catch(() => {});
    }, setUpLimit).unref();
    // a step on a connection that is cut just then may never settle
    const settled = new AbortController();
    const lost = new Promise<never>((_, reject) => {
      const giveUp = () => reject(new BrokerUnavailable('the connection was lost while it was set up'));
      model.once('close', giveUp);
      closing.signal.addEventListener('abort', giveUp, { signal: settled.signal });
    });
    lost.catch(() => {}); // also when it comes after the steps
    try {
      // steps added meanwhile are taken along: the loop reads the array as it goes
      for (const step of steps) await Promise.race([step(model), lost]);
      current = model;
    } finally {
      clearTimeout(inTime);
      settled.abort();
    }
  }

  const recovering = await connect(withHeartbeat(options.url), {
    timeout: 5_000,
    keepAlive: true,
    noDelay: true,
    ...trusting(options.ca),
    clientProperties: { connection_name: name },
    recovery: { initialDelay: 100, maxDelay: 5_000, jitter: 0.3, setup: setUp, waitForConnect: false },
  });
  recovering.on('error', () => {}); // logged in setUp
  recovering.on('disconnect', (err) => logger.warn({ err, link: name }, 'RabbitMQ connection lost'));
  recovering.on('connect', () => logger.debug({ link: name }, 'RabbitMQ connected'));
  await new Promise<void>((resolve, reject) => {
    recovering.on('connect-failed', (err) => {
      if (!closing.signal.aborted) logger.warn({ err, link: name }, 'RabbitMQ not reached');
      if (isRefusal(err)) reject(err);
    });
    recovering.waitForConnect().then(() => resolve(), reject);
  }).catch(async (error: unknown) => {
    await recovering.close();
    throw error;
  });

  return {
    async use(step) {
      steps.push(step);
      const model = current;
      if (model) {
        try {
          return await step(model);
        } catch (error) {
          if (isRefusal(error)) throw error;
          // the connection broke meanwhile; the next one runs the step
          await model.close().catch(() => {});
        }
      }
      await once(recovering, 'connect', { signal: closing.signal });
    },
    async withChannel(work) {
      if (!current) throw new BrokerUnavailable('no connection with RabbitMQ');
      return onChannel(current, logger, work);
    },
    connected: () => current !== null,
    async close() {
      closing.abort();
      await recovering.close();
    },
  };
}

/** A channel that breaks takes its connection along, so that the recovery restores both. */
export function watchChannel(model: ChannelModel, channel: Channel, logger: Logger): void {
  channel.on('error', (err) => logger.error({ err }, 'RabbitMQ closed a channel'));
  channel.on('close', () => {
    model.close().catch(() => {}); // closed already: the connection went first
  });
}

/** Runs the work on a channel of its own, which is closed afterwards. */
export async function onChannel<T>(
  model: ChannelModel,
  logger: Logger,
  work: (channel: Channel) => Promise<T>,
): Promise<T> {
  const channel = await model.createChannel();
  channel.on('error', (err) => logger.warn({ err }, 'RabbitMQ closed a channel'));
  try {
    return await work(channel);
  } finally {
    await channel.close().catch(() => {}); // closed by the broker already
  }
}

/** Access refused or precondition failed: waiting does not help. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  return code === 403 || code === 406 || error.message.includes('ACCESS_REFUSED');
}

/** Of an `amqps` URL: whom a certificate is believed from; those that Node.js knows unless told (PEM). */
export function trusting(ca: string | undefined): { ca?: string[] } {
  return ca === undefined ? {} : { ca: [ca] };
}

/** A dead peer is noticed within some 20 s. */
function withHeartbeat(url: string): string {
  const parsed = new URL(url);
  if (!parsed.searchParams.has('heartbeat')) parsed.searchParams.set('heartbeat', '10');
  return parsed.toString();
}
