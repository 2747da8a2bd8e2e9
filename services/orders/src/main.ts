import { readConfig, runService } from '@leerhuis/service-runtime';
import { config } from './config.ts';
import { startOrders } from './service.ts';

const settings = readConfig(config);
await runService({
  name: 'orders',
  start: async (stops) => {
    await startOrders(settings, stops);
  },
});
