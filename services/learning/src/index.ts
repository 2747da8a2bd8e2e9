export { config, type Settings } from './config.ts';
export { startLearning } from './service.ts';
