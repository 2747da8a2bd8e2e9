export { config, type Settings } from './config.ts';
export { learningNeeds, startLearning } from './service.ts';
