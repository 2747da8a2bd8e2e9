import { readConfig } from '@leerhuis/service-runtime/config';
import { runService } from '@leerhuis/service-runtime/run-service';
import { config } from './config.ts';
import { startMailSandbox } from './sandbox.ts';

const settings = readConfig(config);
await runService({
  name: 'mail-sandbox',
  start: async (stops) => {
    await startMailSandbox(settings, stops);
  },
});
