import type { Channel } from 'amqplib';
import { deadQueue, retryQueue } from './names.ts';

// Redeclaring a queue with other arguments closes the channel (406): a change here needs new queue names.
const atLeastOnce = { 'x-queue-type': 'quorum', 'x-dead-letter-strategy': 'at-least-once' };

/**
 * A job that kills its worker each time is requeued by the broker, and never reaches our own count; so is any job in
 * flight when a connection is cut, which is no fault of the job: hence far more than four.
 */
const deliveryLimit = 20;

/** A work queue and the place for its parked jobs. */
export async function assertQueue(channel: Channel, queue: string): Promise<void> {
  await channel.assertQueue(deadQueue(queue), {
    durable: true,
    // looking at a parked job counts as a delivery: without a limit of its own, RabbitMQ 4 would drop it after 20 looks
    arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': 1_000_000 },
  });
  await channel.assertQueue(queue, {
    durable: true,
    deadLetterExchange: '',
    deadLetterRoutingKey: deadQueue(queue),
    arguments: { ...atLeastOnce, 'x-delivery-limit': deliveryLimit, 'x-overflow': 'reject-publish' },
  });
}

/**
 * One exchange and queue per waiting time: a job published there with its work queue as routing key goes back to that
 * queue when the time is over. One fixed time per queue, so no job waits behind another with a longer time.
 */
export async function assertRetryQueues(
  channel: Channel,
  namespace: string | undefined,
  delays: readonly number[],
): Promise<void> {
  for (const delay of delays) {
    const name = retryQueue(namespace, delay);
    await channel.assertExchange(name, 'fanout', { durable: true });
    await channel.assertQueue(name, {
      durable: true,
      messageTtl: delay,
      deadLetterExchange: '',
      arguments: { ...atLeastOnce, 'x-overflow': 'reject-publish' },
    });
    await channel.bindQueue(name, name, '');
  }
}

/** Takes everything away again (tests). */
export async function removeTopology(
  channel: Channel,
  namespace: string,
  queues: readonly string[],
  delays: readonly number[],
): Promise<void> {
  for (const queue of queues) {
    await channel.deleteQueue(queue);
    await channel.deleteQueue(deadQueue(queue));
  }
  for (const delay of delays) {
    await channel.deleteQueue(retryQueue(namespace, delay));
    await channel.deleteExchange(retryQueue(namespace, delay));
  }
}
