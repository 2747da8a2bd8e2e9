export { config } from './config.ts';
export { startOrders } from './service.ts';
