import type { Kafka, Message, Producer } from 'kafkajs';
import { requestTimeoutMs } from './kafka-client.ts';

export interface Outgoing {
  topic: string;
  message: Message;
}

export interface Publisher {
  connect(): Promise<void>;
  /** Resolves when all brokers that must have the records have them. */
  send(records: Outgoing[]): Promise<void>;
  stop(): Promise<void>;
}

/** A partition's share of one request must stay below the 1 MB that a broker takes by default. */
const maxBytesPerRequest = 500_000;

/** acks=all, idempotent: a retry inside of one send neither doubles nor reorders. */
export function createPublisher(kafka: Kafka): Publisher {
  let current: Promise<Producer> | undefined;

  async function open(): Promise<Producer> {
    const producer = kafka.producer({
      idempotent: true,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 },
    });
    await producer.connect();
    return producer;
  }

  function producer(): Promise<Producer> {
    if (!current) {
      const opening = open();
      current = opening;
      opening.catch(() => {
        if (current === opening) current = undefined;
      });
    }
    return current;
  }

  async function drop(used: Promise<Producer>): Promise<void> {
    if (current === used) current = undefined;
    await used.then((it) => it.disconnect()).catch(() => undefined);
  }

  async function sendChunk(records: Outgoing[]): Promise<void> {
    const byTopic = new Map<string, Message[]>();
    for (const { topic, message } of records) {
      const messages = byTopic.get(topic);
      if (messages) messages.push(message);
      else byTopic.set(topic, [message]);
    }
    const topicMessages = [...byTopic].map(([topic, messages]) => ({ topic, messages }));
    const used = producer();
    try {
      await (await used).sendBatch({ acks: -1, timeout: requestTimeoutMs, topicMessages });
    } catch (error) {
      // its sequence numbers may no longer be those that the broker expects: the next send gets a new producer
      void drop(used);
      throw error;
    }
  }

  return {
    async connect() {
      await producer();
    },
    async send(records) {
      for (const chunk of chunks(records)) await sendChunk(chunk);
    },
    async stop() {
      if (current) await drop(current);
    },
  };
}

function* chunks(records: Outgoing[]): Generator<Outgoing[]> {
  let chunk: Outgoing[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = (record.message.value?.length ?? 0) + 200;
    if (chunk.length > 0 && bytes + size > maxBytesPerRequest) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(record);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}
