import { z } from 'zod';
import type { EventContract, JobContract, Part } from './contract.ts';
import { allEvents, allJobs, type Keeping, keepingOf } from './index.ts';

/** AsyncAPI 3.0 document, JSON. */
export interface AsyncApiDocument {
  asyncapi: '3.0.0';
  info: { title: string; version: string; description: string };
  defaultContentType: string;
  servers: Record<string, object>;
  channels: Record<string, object>;
  operations: Record<string, object>;
  components: { messages: Record<string, object> };
}

const envelope = {
  specversion: { const: '1.0' },
  id: { type: 'string', description: 'The same for each delivery: consumers handle it once.' },
  source: { type: 'string' },
  subject: { type: 'string', description: 'Id of the aggregate, and the Kafka key.' },
  time: { type: 'string', format: 'date-time' },
  datacontenttype: { const: 'application/json' },
  traceparent: { type: 'string', description: 'W3C trace context.' },
};

/** Describes every fact and every kind of work, from their contracts alone. */
export function asyncApi(options: { version: string }): AsyncApiDocument {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Leerhuis events and jobs',
      version: options.version,
      description:
        'Facts travel over Kafka as CloudEvents 1.0.2, one topic per aggregate, in order per subject and at least once. ' +
        'Work lies on RabbitMQ quorum queues, at least once and in no order; the message id is the id of the job.',
    },
    defaultContentType: 'application/json',
    servers: {
      kafka: { host: 'kafka:9092', protocol: 'kafka', description: 'Facts' },
      rabbitmq: { host: 'rabbitmq:5672', protocol: 'amqp', description: 'Work' },
    },
    channels: { ...eventChannels(), ...jobChannels() },
    operations: { ...eventOperations(), ...jobOperations() },
    components: {
      messages: Object.fromEntries([
        ...allEvents.map((contract) => [contract.type, eventMessage(contract)]),
        ...allJobs.map((contract) => [contract.queue, jobMessage(contract)]),
      ]),
    },
  };
}

function eventMessage(contract: EventContract<unknown>): object {
  return {
    name: contract.type,
    title: contract.type,
    summary: contract.meaning,
    contentType: 'application/cloudevents+json',
    payload: {
      type: 'object',
      properties: { ...envelope, type: { const: contract.type }, data: schemaOf(contract.data) },
      required: ['specversion', 'id', 'source', 'type', 'subject', 'time', 'datacontenttype', 'data'],
    },
    bindings: { kafka: { key: { type: 'string' } } },
    'x-owner': contract.owner,
    'x-consumers': contract.consumers,
  };
}

function jobMessage(contract: JobContract<unknown>): object {
  return {
    name: contract.queue,
    title: contract.queue,
    summary: contract.meaning,
    contentType: 'application/json',
    payload: schemaOf(contract.data),
    'x-worker': contract.worker,
  };
}

/** What a reader can count on, defaults filled in; AsyncAPI's own schema format is draft 7. */
function schemaOf(data: z.ZodType): object {
  const { $schema: _, ...schema } = z.toJSONSchema(data, { target: 'draft-7', io: 'output' });
  return schema;
}

function byTopic(): Map<string, EventContract<unknown>[]> {
  const topics = new Map<string, EventContract<unknown>[]>();
  for (const contract of allEvents) topics.set(contract.topic, [...(topics.get(contract.topic) ?? []), contract]);
  return topics;
}

const told: Record<Keeping, string> = {
  'for-ever': 'All of them are kept.',
  newest: 'The newest of each subject is kept, and tells it as it is; those before it go within two weeks.',
  '30-days': 'They are kept for 30 days.',
};

function eventChannels(): Record<string, object> {
  const channels: Record<string, object> = {};
  for (const [topic, contracts] of byTopic()) {
    channels[topic] = {
      address: topic,
      description: `Facts about one kind of thing, owned by ${contracts[0]?.owner}. ${told[keepingOf(topic)]}`,
      servers: [{ $ref: '#/servers/kafka' }],
      messages: Object.fromEntries(contracts.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }])),
      bindings: { kafka: { partitions: 12 } },
    };
  }
  return channels;
}

function jobChannels(): Record<string, object> {
  const channel = ({ queue, meaning }: JobContract<unknown>) => ({
    address: queue,
    description: meaning,
    servers: [{ $ref: '#/servers/rabbitmq' }],
    messages: { [queue]: { $ref: `#/components/messages/${queue}` } },
    bindings: { amqp: { is: 'queue', queue: { name: queue, durable: true, exclusive: false, autoDelete: false } } },
  });
  return Object.fromEntries(allJobs.map((contract) => [contract.queue, channel(contract)]));
}

function eventOperations(): Record<string, object> {
  const operations: Record<string, object> = {};
  const parts = new Set<Part>(allEvents.flatMap(({ owner, consumers }) => [owner, ...consumers]));
  for (const [topic, contracts] of byTopic()) {
    for (const part of parts) {
      const sent = contracts.filter(({ owner }) => owner === part);
      const received = contracts.filter(({ consumers }) => consumers.includes(part));
      if (sent.length > 0) operations[`${part}.publishes.${topic}`] = operation('send', topic, namesOf(sent));
      if (received.length > 0) operations[`${part}.consumes.${topic}`] = operation('receive', topic, namesOf(received));
    }
  }
  return operations;
}

function jobOperations(): Record<string, object> {
  return Object.fromEntries(
    allJobs.map(({ queue, worker }) => [`${worker}.works.${queue}`, operation('receive', queue, [queue])]),
  );
}

function operation(action: 'send' | 'receive', channel: string, messages: string[]): object {
  return {
    action,
    channel: { $ref: `#/channels/${channel}` },
    messages: messages.map((name) => ({ $ref: `#/channels/${channel}/messages/${name}` })),
  };
}

function namesOf(contracts: EventContract<unknown>[]): string[] {
  return contracts.map(({ type }) => type);
}
