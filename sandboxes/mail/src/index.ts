export { config } from './config.ts';
export { startMailSandbox } from './sandbox.ts';
