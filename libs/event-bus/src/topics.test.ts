import { expect, it } from '@jest/globals';
import type { Logger } from '@leerhuis/telemetry';
import { type Kafka, KafkaJSProtocolError } from 'kafkajs';
import { alterTopics, createNames } from './topics.ts';

/** As kafkajs tells what the broker answered. */
const answered = (message: string, retriable: boolean) =>
  Object.assign(new KafkaJSProtocolError(new Error(message)), { retriable });

/** A broker with topics that were set by nobody, which says no to every change. */
function brokerThat(refuses: Error) {
  const admin = {
    connect: async () => {},
    disconnect: async () => {},
    describeConfigs: async ({ resources }: { resources: { name: string }[] }) => ({
      resources: resources.map(({ name }) => ({ resourceName: name, configEntries: [] })),
    }),
    alterConfigs: async () => {
      throw refuses;
    },
  };
  return { admin: () => admin } as unknown as Kafka;
}

const logged = () => {
  const lines: string[] = [];
  const note = (_: object, line: string) => lines.push(line);
  return { lines, logger: { info: note, error: note } as unknown as Logger };
};

it('a broker that refuses to have topics set is told of, topic by topic, and the start goes on', async () => {
  const { lines, logger } = logged();
  await alterTopics(brokerThat(answered('not allowed', false)), createNames(), ['gateway.account'], logger);
  expect(lines).toEqual([expect.stringContaining('refuses'), expect.stringContaining('refuses')]);
});

it('one that is away is asked again', async () => {
  const { lines, logger } = logged();
  const away = answered('no leader', true);
  await expect(alterTopics(brokerThat(away), createNames(), ['gateway.account'], logger)).rejects.toBe(away);
  expect(lines).toEqual([]);
});
