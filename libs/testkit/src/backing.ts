import { startBackingServices } from '@leerhuis/backing-services';

export interface TestServices {
  /** Of the server, without a database: see `testDatabase`. */
  mongoUrl: string;
  kafkaBrokers: string[];
  rabbitUrl: string;
}

let looked: Promise<TestServices> | undefined;

/**
 * The backing services that tests share: named in the environment (`npm test` and the jest set-up of this lib do that),
 * else those that run on their default ports.
 */
export function backingServices(): Promise<TestServices> {
  looked ??= lookForServices();
  return looked;
}

async function lookForServices(): Promise<TestServices> {
  const { MONGO_URL, KAFKA_BROKERS, RABBIT_URL } = process.env;
  if (MONGO_URL && KAFKA_BROKERS && RABBIT_URL) {
    return { mongoUrl: MONGO_URL, kafkaBrokers: KAFKA_BROKERS.split(','), rabbitUrl: RABBIT_URL };
  }
  const running = await startBackingServices({
    needs: ['mongodb', 'kafka', 'rabbitmq'],
    ways: ['environment', 'running'],
    dataDir: '.leerhuis/jest',
    auth: false,
    log: () => undefined,
  }).catch((error: Error) => {
    throw new Error(`${error.message} Run \`npm test\`, or name MONGO_URL, KAFKA_BROKERS and RABBIT_URL.`);
  });
  return {
    mongoUrl: running.mongodb.url(''),
    kafkaBrokers: running.kafka.brokers.split(','),
    rabbitUrl: running.rabbitmq.url,
  };
}

/** The URL with another database in its path. */
export function withDatabase(url: string, database: string): string {
  return url.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?[^?]*/, `$1/${database}`);
}
