import type { Kafka } from 'kafkajs';

export interface PartitionStart {
  topic: string;
  partition: number;
  /** Where the group goes on. */
  start: number;
  /** The end of the log when this was asked. */
  high: number;
}

/** Where a group stands in each partition of these topics. */
export async function readGroupStart(kafka: Kafka, groupId: string, topics: string[]): Promise<PartitionStart[]> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const starts: PartitionStart[] = [];
    for (const { topic, partitions } of await admin.fetchOffsets({ groupId, topics })) {
      const committed = new Map(partitions.map(({ partition, offset }) => [partition, Number(offset)]));
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
        const start = Math.max(committed.get(partition) ?? -1, Number(low));
        starts.push({ topic, partition, start, high: Number(high) });
      }
    }
    return starts;
  } finally {
    await admin.disconnect();
  }
}
