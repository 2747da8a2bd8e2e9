import { readConfig, runService } from '@leerhuis/service-runtime';
import { config } from './config.ts';
import { startGateway } from './service.ts';

const settings = readConfig(config);
await runService({
  name: 'gateway',
  start: async (stops) => {
    await startGateway(settings, stops);
  },
});
