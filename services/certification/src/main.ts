import { readConfig, runService } from '@leerhuis/service-runtime';
import { config } from './config.ts';
import { startCertification } from './service.ts';

const settings = readConfig(config);
await runService({
  name: 'certification',
  start: async (stops) => {
    await startCertification(settings, stops);
  },
});
