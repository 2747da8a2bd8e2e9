export { config, type Settings } from './config.ts';
export { startNotifications } from './service.ts';
