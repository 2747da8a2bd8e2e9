import { readConfig, runService } from '@leerhuis/service-runtime';
import { config } from './config.ts';
import { startNotifications } from './service.ts';

const settings = readConfig(config);
await runService({
  name: 'notifications',
  start: async (stops) => {
    await startNotifications(settings, stops);
  },
});
