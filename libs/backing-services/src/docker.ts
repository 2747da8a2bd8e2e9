import { join } from 'node:path';
import { run } from './commands.ts';
import { freePort } from './ports.ts';
import type { Need } from './servers.ts';

/** Ports and passwords that the compose file takes from the environment. */
export interface ComposeSettings {
  ports: Record<Need, number>;
  mongodbPassword: string;
  rabbitmqPassword: string;
}

/** The version of the Docker engine that answers, or undefined. */
export async function dockerEngine(): Promise<string | undefined> {
  const args = ['version', '--format', '{{.Server.Version}}'];
  const { code, output } = await run('docker', args, { within: 6_000 });
  if (code !== 0) return undefined;
  const compose = await run('docker', ['compose', 'version'], { within: 6_000 });
  return compose.code === 0 ? output.trim() : undefined;
}

/** Free ports on which the containers can be reached from this machine. */
export async function composeSettings(passwords: { mongodb: string; rabbitmq: string }): Promise<ComposeSettings> {
  const [mongodb, kafka, rabbitmq] = [await freePort(), await freePort(), await freePort()];
  return {
    ports: { mongodb, kafka, rabbitmq },
    mongodbPassword: passwords.mongodb,
    rabbitmqPassword: passwords.rabbitmq,
  };
}

function composeEnvironment(settings: ComposeSettings): Record<string, string> {
  return {
    MONGO_HOST_PORT: `${settings.ports.mongodb}`,
    KAFKA_HOST_PORT: `${settings.ports.kafka}`,
    RABBIT_HOST_PORT: `${settings.ports.rabbitmq}`,
    MONGO_ROOT_PASSWORD: settings.mongodbPassword,
    RABBIT_PASSWORD: settings.rabbitmqPassword,
  };
}

/** Brings containers of the compose file up and waits until they are healthy; gives back how to stop them. */
export async function composeUp(
  root: string,
  project: string,
  services: Need[],
  settings: ComposeSettings,
): Promise<{ stop: () => Promise<void> }> {
  const env = { ...process.env, ...composeEnvironment(settings) };
  const compose = (...args: string[]) =>
    run('docker', ['compose', '-p', project, '-f', join(root, 'docker-compose.yml'), ...args], { env });
  const { code, output } = await compose('up', '-d', '--wait', ...services);
  const stop = async () => {
    await compose('stop', ...[...services].reverse());
  };
  if (code === 0) return { stop };
  await stop();
  throw new Error(output.trim().split('\n').at(-1) ?? `code ${code}`);
}

/** The same for tests: throw-away containers that testcontainers also removes when the tests are killed. */
export async function testContainersUp(
  root: string,
  services: Need[],
  settings: ComposeSettings,
): Promise<{ stop: () => Promise<void> }> {
  const { DockerComposeEnvironment, Wait } = await import('testcontainers');
  const started = await new DockerComposeEnvironment(root, 'docker-compose.yml')
    .withEnvironment(composeEnvironment(settings))
    // a port is open before MongoDB has a primary
    .withDefaultWaitStrategy(Wait.forHealthCheck().withStartupTimeout(180_000))
    .up(services);
  return {
    stop: async () => {
      await started.down({ timeout: 10_000, removeVolumes: true });
    },
  };
}
