import { startBackingServices } from '@leerhuis/backing-services';

// Run by ../jest-global-setup.mjs: prints where the services are, and stops what it started when its input ends, so
// also when jest is killed.
const services = await startBackingServices({
  needs: ['mongodb', 'kafka', 'rabbitmq'],
  dataDir: '.leerhuis/test',
  auth: false,
  log: (line) => process.stderr.write(`${line}\n`),
});
process.stdin.resume().once('end', async () => {
  await services.stop();
  process.exit(0);
});
process.on('SIGINT', () => undefined);
const found = {
  MONGO_URL: services.mongodb.url(''),
  KAFKA_BROKERS: services.kafka.brokers,
  RABBIT_URL: services.rabbitmq.url,
};
process.stdout.write(`${JSON.stringify(found)}\n`);
