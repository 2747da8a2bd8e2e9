import { baseConfig, readConfig, runService } from '../src/index.ts';

/** A service for src/run-service.test.ts; the argument says how it behaves. */
const behaviour = process.argv[2];
const say = (line: string) => process.stdout.write(`${line}\n`);

if (behaviour === 'bad-config') readConfig(baseConfig);

await runService({
  name: 'sample',
  start: async (stops) => {
    stops.add('database', () => say('database stopped'));
    if (behaviour === 'start-fails') throw new Error('no such table');
    if (behaviour === 'start-hangs') {
      say('starting');
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    }
    stops.add('http', async () => {
      say('http stopping');
      if (behaviour === 'stuck') await new Promise((resolve) => setTimeout(resolve, 60_000));
      await new Promise((resolve) => setTimeout(resolve, 50));
      say('http stopped');
    });
    // keeps the process alive, as a server does
    setInterval(() => undefined, 60_000);
    say('running');
    if (behaviour === 'rejects') void Promise.reject(new Error('forgotten'));
    if (behaviour === 'throws')
      setImmediate(() => {
        throw new Error('thrown');
      });
  },
});
