import type { Kafka } from 'kafkajs';

export interface PartitionStart {
  /** Where the group goes on. */
  start: number;
  /** The end of the log when this was asked. */
  high: number;
}

/** Where a group stands in each partition of these topics, by `topic/partition` of the broker's names. */
export async function readGroupStart(
  kafka: Kafka,
  groupId: string,
  topics: string[],
): Promise<Map<string, PartitionStart>> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const starts = new Map<string, PartitionStart>();
    const committed = await admin.fetchOffsets({ groupId, topics });
    for (const { topic, partitions } of committed) {
      const byPartition = new Map(partitions.map(({ partition, offset }) => [partition, Number(offset)]));
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
        const start = Math.max(byPartition.get(partition) ?? -1, Number(low));
        starts.set(`${topic}/${partition}`, { start, high: Number(high) });
      }
    }
    return starts;
  } finally {
    await admin.disconnect();
  }
}
