// jest `globalSetup` of the projects that need backing services: where the environment doesn't name them all, finds or
// starts them in a process of their own, and ends that afterwards.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const names = ['MONGO_URL', 'KAFKA_BROKERS', 'RABBIT_URL'];

export default async function setUp() {
  if (names.every((name) => process.env[name])) return;
  const script = fileURLToPath(new URL('./src/run-backing-services.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const [line] = await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error('the backing services of the tests did not start'))),
  ]);
  Object.assign(process.env, JSON.parse(String(line)));
  globalThis.endBackingServices = async () => {
    child.stdin.end();
    if (child.exitCode === null) await once(child, 'exit');
  };
}
