import type { ConsumeMessage, GetMessage } from 'amqplib';
import type { History, NextStep } from './after-failure.ts';
import { deadQueue, headers, retryQueue } from './names.ts';
import type { Outgoing } from './publisher.ts';

/** A job as it is put on a queue. */
export interface OutgoingJob {
  /** Stays the same when the job is repeated; the worker may rely on it. */
  id: string;
  /** The contract's queue, without namespace. */
  queue: string;
  data: unknown;
  traceparent?: string;
}

export function encodeJob(
  job: OutgoingJob & { whose: string | null },
  to: { queue: string; service: string; now: Date },
): Outgoing {
  return {
    exchange: '',
    key: to.queue,
    content: Buffer.from(JSON.stringify(job.data)),
    options: {
      messageId: job.id,
      contentType: 'application/json',
      type: job.queue,
      appId: to.service,
      timestamp: Math.floor(to.now.getTime() / 1000),
      headers: {
        ...(job.traceparent ? { traceparent: job.traceparent } : {}),
        ...(job.whose ? { [headers.whose]: job.whose } : {}),
      },
    },
  };
}

/** Whose work a message carries; undefined when nobody said. */
export function whoseOf(message: ConsumeMessage): string | undefined {
  const whose: unknown = message.properties.headers?.[headers.whose];
  return typeof whose === 'string' && whose !== '' ? whose : undefined;
}

export function historyOf(message: ConsumeMessage | GetMessage): History {
  return { failures: numberIn(message, headers.failures), waits: numberIn(message, headers.waits) };
}

/** The message for its next station: the waiting queue, from which it comes back by itself, or the dead queue. */
export function forward(
  message: ConsumeMessage,
  next: NextStep,
  about: { namespace: string | undefined; queue: string; reason: string; now: Date },
): Outgoing {
  const { timestamp, type, appId, messageId, contentType } = message.properties;
  const carried = {
    traceparent: message.properties.headers?.['traceparent'],
    [headers.whose]: message.properties.headers?.[headers.whose],
    [headers.failures]: next.failures,
    [headers.waits]: next.waits,
    [headers.reason]: about.reason.slice(0, 1_000),
  };
  const options = { timestamp, type, appId, messageId, contentType };
  if (next.step === 'retry') {
    const exchange = retryQueue(about.namespace, next.delay);
    return { exchange, key: about.queue, content: message.content, options: { ...options, headers: carried } };
  }
  const parked = { ...carried, [headers.origin]: about.queue, [headers.parkedAt]: about.now.toISOString() };
  return {
    exchange: '',
    key: deadQueue(about.queue),
    content: message.content,
    options: { ...options, headers: parked },
  };
}

function numberIn(message: ConsumeMessage | GetMessage, header: string): number {
  const value: unknown = message.properties.headers?.[header];
  return typeof value === 'number' ? value : 0;
}
