import { isUtf8 } from 'node:buffer';
import type { Channel, ConfirmChannel, GetMessage } from 'amqplib';
import { deadQueue, headers } from './names.ts';

/** A parked job, as an operator sees it. */
export interface DeadJob {
  id: string;
  /** Work queue that it came from, its name on the broker. */
  queue: string;
  reason: string;
  /** Deliveries that failed. */
  failures: number;
  parkedAt: string | null;
  sentBy: string | null;
  body: string;
}

/** Looks at what is parked for the queue, and leaves it there. */
export async function listDeadJobs(channel: Channel, queue: string): Promise<DeadJob[]> {
  const messages = await takeAll(channel, queue);
  if (messages.length > 0) channel.nackAll(true);
  return messages.map((message) => describe(message, queue));
}

/**
 * Sends parked jobs to their queue again, with a clean record; each leaves the dead queue once it is safe in the other.
 * @param chosen which; `undefined` for all
 * @returns how many went
 */
export async function replayDeadJobs(channel: ConfirmChannel, queue: string, chosen?: string): Promise<number> {
  let replayed = 0;
  for (const message of await takeAll(channel, queue)) {
    const { messageId, contentType, type, appId, timestamp } = message.properties;
    if (chosen !== undefined && messageId !== chosen) {
      channel.nack(message, false, true);
      continue;
    }
    const traceparent: unknown = message.properties.headers?.['traceparent'];
    const options = { messageId, contentType, type, appId, timestamp, persistent: true };
    channel.sendToQueue(queue, message.content, { ...options, headers: traceparent ? { traceparent } : {} });
    await channel.waitForConfirms();
    channel.ack(message);
    replayed++;
  }
  return replayed;
}

/** Takes everything that is there now, unacknowledged. */
async function takeAll(channel: Channel, queue: string): Promise<GetMessage[]> {
  const messages: GetMessage[] = [];
  const { messageCount } = await channel.checkQueue(deadQueue(queue));
  while (messages.length < messageCount) {
    const message = await channel.get(deadQueue(queue));
    if (message === false) break;
    messages.push(message);
  }
  return messages;
}

function describe(message: GetMessage, queue: string): DeadJob {
  const { messageId, appId, headers: given = {} } = message.properties;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const byBroker = text(given['x-first-death-reason']);
  return {
    id: text(messageId) ?? '',
    queue,
    reason: text(given[headers.reason]) ?? (byBroker ? `given up by RabbitMQ: ${byBroker}` : 'unknown'),
    failures: typeof given[headers.failures] === 'number' ? given[headers.failures] : 0,
    parkedAt: text(given[headers.parkedAt]),
    sentBy: text(appId),
    body: readable(message.content),
  };
}

/** What is not UTF-8, which may be why it was parked, is mostly Latin-1. */
function readable(content: Buffer): string {
  return content.toString(isUtf8(content) ? 'utf8' : 'latin1');
}
