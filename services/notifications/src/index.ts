export { config } from './config.ts';
export { startNotifications } from './service.ts';
