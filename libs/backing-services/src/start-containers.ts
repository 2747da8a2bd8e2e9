import { createHash, randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { composeSettings, composeUp, dockerEngine, testContainersUp } from './docker.ts';
import type { Found, Log, Need, Stop } from './servers.ts';

/** Starts services of the compose file where a Docker engine answers; a failure is said and leaves them missing. */
export async function startContainers(
  needs: Need[],
  found: Found,
  options: { root: string; dataDir: string; auth: { mongodb: string; rabbitmq: string } | false; log: Log },
  stops: Stop[],
): Promise<void> {
  if (!needs.length) return;
  const engine = await dockerEngine();
  if (!engine) return;
  const { root, auth, log } = options;
  const settings = await composeSettings(auth || { mongodb: secret(), rabbitmq: secret() });
  log(`Docker ${engine}: starting ${needs.join(', ')}`);
  try {
    const project = `leerhuis-${createHash('sha256').update(resolve(options.dataDir)).digest('hex').slice(0, 8)}`;
    const up = auth ? composeUp(root, project, needs, settings) : testContainersUp(root, needs, settings);
    stops.push((await up).stop);
  } catch (error) {
    log(`Docker: passed over, ${(error as Error).message}`);
    return;
  }
  const { ports, mongodbPassword, rabbitmqPassword } = settings;
  // the set's member has a name that only containers know, hence a direct connection
  const adminUrl = `mongodb://root:${mongodbPassword}@127.0.0.1:${ports.mongodb}/?directConnection=true&authSource=admin`;
  const rabbitUrl = `amqp://leerhuis:${rabbitmqPassword}@127.0.0.1:${ports.rabbitmq}`;
  const brokers = `127.0.0.1:${ports.kafka}`;
  const how = 'docker';
  if (needs.includes('mongodb')) found.mongodb = { at: `port ${ports.mongodb}`, adminUrl, ours: true, auth: true, how };
  if (needs.includes('kafka')) found.kafka = { at: brokers, brokers, how };
  if (needs.includes('rabbitmq')) found.rabbitmq = { at: `port ${ports.rabbitmq}`, url: rabbitUrl, how };
}

const secret = () => randomBytes(18).toString('base64url');
