export { config } from './config.ts';
export { startCatalog } from './service.ts';
