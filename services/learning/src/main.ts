import { readConfig, runService } from '@leerhuis/service-runtime';
import { config } from './config.ts';
import { startLearning } from './service.ts';

const settings = readConfig(config);
await runService({
  name: 'learning',
  start: async (stops) => {
    await startLearning(settings, stops);
  },
});
