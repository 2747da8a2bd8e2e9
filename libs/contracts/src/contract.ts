import { z } from 'zod';

/** The parts of Leerhuis that own facts and take work. */
export type Part = 'gateway' | 'organisations' | 'catalog' | 'orders' | 'learning' | 'certification' | 'notifications';

/** One version of one kind of fact: declared once, used by its owner and by every consumer. */
export interface EventContract<D> {
  /** CloudEvents type with its version, e.g. `orders.order.paid.v1`. */
  type: string;
  /** Kafka topic: one per aggregate. */
  topic: string;
  owner: Part;
  /** Parts that subscribe today; the owner may publish a fact that nobody needs yet. */
  consumers: Part[];
  /** One line: what has happened when this event exists. */
  meaning: string;
  data: z.ZodType<D>;
}

/**
 * One kind of work on RabbitMQ: a queue, and what a job on it carries.
 * D: what is asked for today. R: what workers read, which is more where jobs of earlier versions may lie on the queue.
 */
export interface JobContract<D, R = D> {
  queue: string;
  /** Who works the queue off: a part, or somebody outside (a federation). */
  worker: Part | 'federation';
  meaning: string;
  data: z.ZodType<D>;
  reads: z.ZodType<R>;
  /**
   * Whose work it is (an account's id): workers take turns by person, so that much work of one holds up nobody else's.
   * Null, or not declared: each job is somebody's own.
   */
  whose?(data: R): string | null;
}

/** CloudEvents 1.0.2 envelope, JSON. `subject` is the aggregate's id and the Kafka key. */
export interface CloudEvent<D = unknown> {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  subject: string;
  /** RFC 3339, UTC. */
  time: string;
  datacontenttype: 'application/json';
  data: D;
  /** W3C trace context (CloudEvents distributed tracing extension). */
  traceparent?: string;
}

/** Declares an event version. The topic is the type without its last two parts (`orders.order`). */
export function defineEvent<D>(contract: Omit<EventContract<D>, 'topic' | 'owner'>): EventContract<D> {
  const parts =
    /^(gateway|organisations|catalog|orders|learning|certification|notifications)\.([a-z-]+)\.[a-z-]+\.v\d+$/.exec(
      contract.type,
    );
  if (!parts) throw new Error(`event type ${contract.type} is not <part>.<aggregate>.<fact>.v<version>`);
  const owner = parts[1] as Part;
  return { ...contract, owner, topic: `${owner}.${parts[2]}` };
}

/** Declares a kind of work; without `reads` workers read what is asked for today. */
export function defineJob<D>(contract: Omit<JobContract<D>, 'reads'>): JobContract<D>;
export function defineJob<D, R>(contract: JobContract<D, R>): JobContract<D, R>;
export function defineJob<D>(contract: Omit<JobContract<D>, 'reads'> & { reads?: z.ZodType<D> }): JobContract<D> {
  return { reads: contract.data, ...contract };
}

/**
 * Builds the envelope of a fact and checks its data against the contract.
 * @throws ZodError when the data does not fit: a fault of the publisher, never sent.
 */
export function newEvent<D>(
  contract: EventContract<D>,
  fact: { id: string; subject: string; time: Date; data: D; traceparent?: string | undefined },
): CloudEvent<D> {
  return {
    specversion: '1.0',
    id: fact.id,
    source: `/${contract.owner}`,
    type: contract.type,
    subject: fact.subject,
    time: fact.time.toISOString(),
    datacontenttype: 'application/json',
    data: contract.data.parse(fact.data),
    ...(fact.traceparent ? { traceparent: fact.traceparent } : {}),
  };
}

const envelope = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string(),
  type: z.string(),
  subject: z.string(),
  time: z.string(),
  datacontenttype: z.literal('application/json'),
  data: z.unknown(),
  traceparent: z.string().optional(),
});

/**
 * Reads an envelope that came from outside; its data is still unchecked.
 * @throws ZodError when it is not a CloudEvent.
 */
export function parseEnvelope(value: unknown): CloudEvent {
  const { traceparent, ...rest } = envelope.parse(value);
  return traceparent === undefined ? rest : { ...rest, traceparent };
}
