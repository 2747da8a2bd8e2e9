import { allJobs } from '@leerhuis/contracts';
import { openLink } from '@leerhuis/job-queue/link';
import { brokerName, defaultRetryDelays, retryQueue } from '@leerhuis/job-queue/names';
import { createLogger } from '@leerhuis/telemetry';
import type { SystemUnderTest } from './system.ts';

/** Queue → jobs that wait in it; those that are being done not counted. */
export type Waiting = Record<string, number>;

/** Looks at what waits on RabbitMQ, to see what the last mails wait for. */
export async function openWaitingWork({ demo }: SystemUnderTest) {
  const logger = createLogger({ service: 'e2e', level: 'silent' });
  const link = await openLink({ url: demo.rabbitUrl, name: 'e2e waiting work', logger });
  const names = new Map([
    ...allJobs
      .filter(({ worker }) => worker !== 'federation')
      .map(({ queue }) => [queue, brokerName(demo.namespace, queue)] as const),
    ...defaultRetryDelays.map((delay) => [`retry after ${delay} ms`, retryQueue(demo.namespace, delay)] as const),
  ]);
  return {
    now: (): Promise<Waiting> =>
      link.withChannel(async (channel) => {
        const waiting: Waiting = {};
        for (const [label, name] of names) {
          const { messageCount } = await channel.checkQueue(name);
          if (messageCount > 0) waiting[label] = messageCount;
        }
        return waiting;
      }),
    close: () => link.close(),
  };
}
