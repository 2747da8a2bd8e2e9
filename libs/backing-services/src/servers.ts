import type { How } from './choice.ts';
import type { KafkaServer } from './kafka.ts';
import type { MongoServer } from './mongodb.ts';
import type { RabbitServer } from './rabbitmq.ts';

export type Need = 'mongodb' | 'kafka' | 'rabbitmq';

interface Servers {
  mongodb: MongoServer;
  kafka: KafkaServer;
  rabbitmq: RabbitServer;
}

/** What has been found or started so far, and how. */
export type Found = { [K in Need]?: Servers[K] & { how: How } };

export const missing = (needs: Need[], found: Found) => needs.filter((need) => !found[need]);

export type Stop = () => Promise<void>;
export type Log = (line: string) => void;
