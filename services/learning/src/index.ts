export { config } from './config.ts';
export { startLearning } from './service.ts';
