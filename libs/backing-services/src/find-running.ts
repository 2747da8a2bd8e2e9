import { type Candidate, CannotServe, firstThatServes, type How } from './choice.ts';
import { lookAtKafka } from './kafka.ts';
import { hostsOf, lookAtMongodb } from './mongodb.ts';
import { lookAtRabbitmq } from './rabbitmq.ts';
import type { Found, Log, Need } from './servers.ts';

/** Looks for services that are there without us, and adds them to `found`. */
export async function findRunning(needs: Need[], found: Found, ways: How[], env: NodeJS.ProcessEnv, log: Log) {
  const look = <T extends { at: string }>(name: string, ...place: Parameters<typeof places<T>>) =>
    firstThatServes(
      name,
      places(...place).filter(({ how }) => ways.includes(how)),
      log,
    );
  const finders: Record<Need, () => Promise<{ at: string; how: How } | undefined>> = {
    mongodb: async () => {
      const at = (url: string) => ({ at: hostsOf(url), adminUrl: url, ours: false, auth: false });
      const url = 'mongodb://127.0.0.1:27017/?directConnection=true';
      return assign(found, 'mongodb', await look('MongoDB', 'MONGO_URL', env, url, lookAtMongodb, at));
    },
    kafka: async () => {
      const at = (brokers: string) => ({ at: brokers, brokers });
      return assign(found, 'kafka', await look('Kafka', 'KAFKA_BROKERS', env, '127.0.0.1:9092', lookAtKafka, at));
    },
    rabbitmq: async () => {
      const at = (url: string) => ({ at: new URL(url).host, url });
      const url = 'amqp://guest:guest@127.0.0.1:5672';
      return assign(found, 'rabbitmq', await look('RabbitMQ', 'RABBIT_URL', env, url, lookAtRabbitmq, at));
    },
  };
  await Promise.all(
    needs.map(async (need) => {
      const server = await finders[need]();
      if (server)
        log(`${need}: ${server.at} (${server.how === 'running' ? 'was running' : 'named in the environment'})`);
    }),
  );
}

function assign<K extends Need>(found: Found, need: K, server: Found[K] | undefined): Found[K] | undefined {
  if (server) found[need] = server;
  return server;
}

type Looked = 'usable' | 'absent' | { useless: string };

/** The two places where a service may be without us: named in the environment, or on its default port. */
export function places<T extends object>(
  variable: string,
  env: NodeJS.ProcessEnv,
  defaultUrl: string,
  lookAt: (url: string) => Promise<Looked>,
  serverAt: (url: string) => T,
): Candidate<T>[] {
  const named = env[variable];
  return [
    {
      how: 'environment',
      look: async () => {
        if (!named) return undefined;
        const result = await lookAt(named);
        if (result === 'usable') return serverAt(named);
        const why = result === 'absent' ? 'nothing answers there' : result.useless;
        throw new CannotServe(`${variable} is set, but ${why}: correct it or unset it.`);
      },
    },
    {
      how: 'running',
      look: async () => {
        const result = await lookAt(defaultUrl);
        if (result === 'usable') return serverAt(defaultUrl);
        return result === 'absent' ? undefined : `the one on the default port is passed over: ${result.useless}`;
      },
    },
  ];
}
