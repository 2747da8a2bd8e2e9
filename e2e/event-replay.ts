import { allEvents } from '@leerhuis/contracts';
import { createKafka } from '@leerhuis/event-bus/kafka-client';
import { createNames } from '@leerhuis/event-bus/topics';
import { createLogger } from '@leerhuis/telemetry';
import type { SystemUnderTest } from './system.ts';

interface Copy {
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, Buffer | string | (Buffer | string)[] | undefined>;
}

/** A second delivery of every fact that was ever published, and a look at whether all have been taken in. */
export async function openEventReplay({ system, demo }: SystemUnderTest) {
  const kafka = createKafka({
    brokers: system.backing.kafka.brokers.split(','),
    clientId: 'e2e',
    logger: createLogger({ service: 'e2e', level: 'silent' }),
  });
  const names = createNames(demo.namespace);
  const topics = [...new Set(allEvents.map(({ topic }) => names.topic(topic)))];
  const admin = kafka.admin();
  await admin.connect();

  async function ends(topic: string): Promise<Map<number, number>> {
    const offsets = await admin.fetchTopicOffsets(topic);
    return new Map(offsets.map(({ partition, high }) => [partition, Number(high)]));
  }

  return {
    /** Messages that some consumer has yet to handle. */
    async lag(): Promise<number> {
      const { groups } = await admin.listGroups();
      const ours = groups.map(({ groupId }) => groupId).filter((group) => group.startsWith(`${demo.namespace}.`));
      const high = new Map<string, Map<number, number>>();
      for (const topic of topics) high.set(topic, await ends(topic));
      let lag = 0;
      for (const groupId of ours) {
        if (groupId.includes('e2e-replay')) continue;
        for (const { topic, partitions } of await admin.fetchOffsets({ groupId }))
          for (const { partition, offset } of partitions)
            if (Number(offset) >= 0) lag += (high.get(topic)?.get(partition) ?? 0) - Number(offset);
      }
      return lag;
    },

    /** Publishes everything that is there once more, as it is. @returns how many */
    async publishAgain(): Promise<number> {
      const consumer = kafka.consumer({ groupId: names.group(`e2e-replay-${Date.now()}`), maxWaitTimeInMs: 100 });
      const producer = kafka.producer();
      await Promise.all([consumer.connect(), producer.connect()]);
      // compaction and expiry leave gaps: a partition is through when its last record came, however many came before
      const left = new Map<string, number>();
      const whole = new Map<string, number>();
      for (const topic of topics)
        for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
          if (Number(high) > Number(low)) left.set(`${topic}/${partition}`, Number(high));
      for (const [place, end] of left) whole.set(place, end);
      let seen = 0;
      const copies = new Map<string, Copy[]>();
      await consumer.subscribe({ topics, fromBeginning: true });
      await new Promise<void>((resolve) => {
        void consumer.run({
          eachMessage: async ({ topic, partition, message: { key, value, headers = {}, offset } }) => {
            const place = `${topic}/${partition}`;
            if (Number(offset) >= (whole.get(place) ?? 0)) return;
            // a tombstone told again would have Kafka forget what is there
            if (value !== null) {
              // with its marks: what was told again for one part is not news for the others
              copies.set(topic, [...(copies.get(topic) ?? []), { key, value, headers }]);
              seen += 1;
            }
            if (Number(offset) + 1 >= (whole.get(place) ?? 0)) left.delete(place);
            if (left.size === 0) resolve();
          },
        });
      });
      await consumer.disconnect();
      for (const [topic, messages] of copies) await producer.send({ topic, messages });
      await producer.disconnect();
      return seen;
    },
    close: () => admin.disconnect(),
  };
}
