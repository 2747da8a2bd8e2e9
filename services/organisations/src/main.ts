import { readConfig, runService } from '@leerhuis/service-runtime';
import { config } from './config.ts';
import { startOrganisations } from './service.ts';

const settings = readConfig(config);
await runService({
  name: 'organisations',
  start: async (stops) => {
    await startOrganisations(settings, stops);
  },
});
