import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { startBackingServices } from '@leerhuis/backing-services';

// Run by ../jest-global-setup.mjs: prints where the services are, and stops what it started when its input ends, so
// also when jest is killed.
const dataDir = fileURLToPath(new URL('../../../.leerhuis/jest', import.meta.url));
const services = await startBackingServices({
  needs: ['mongodb', 'kafka', 'rabbitmq'],
  dataDir,
  auth: false,
  log: (line) => process.stderr.write(`${line}\n`),
});
process.stdin.resume().once('end', async () => {
  await services.stop();
  await rm(dataDir, { recursive: true, force: true });
  process.exit(0);
});
process.on('SIGINT', () => undefined);
const found = {
  MONGO_URL: services.mongodb.url(''),
  KAFKA_BROKERS: services.kafka.brokers,
  RABBIT_URL: services.rabbitmq.url,
};
process.stdout.write(`${JSON.stringify(found)}\n`);
