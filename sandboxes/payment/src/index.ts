export { type Config, config } from './config.ts';
export { startPaymentSandbox } from './sandbox.ts';
