export { config, type Settings } from './config.ts';
export { startCatalog } from './service.ts';
