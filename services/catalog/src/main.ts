import { readConfig, runService } from '@leerhuis/service-runtime';
import { config } from './config.ts';
import { startCatalog } from './service.ts';

const settings = readConfig(config);
await runService({
  name: 'catalog',
  start: async (stops) => {
    await startCatalog(settings, stops);
  },
});
