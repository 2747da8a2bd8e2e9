import { readConfig } from '@leerhuis/service-runtime/config';
import { runService } from '@leerhuis/service-runtime/run-service';
import { config } from './config.ts';
import { startPaymentSandbox } from './sandbox.ts';

const settings = readConfig(config);
await runService({
  name: 'payment-sandbox',
  start: async (stops) => {
    await startPaymentSandbox(settings, stops);
  },
});
