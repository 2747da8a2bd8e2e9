export { config, type Settings } from './config.ts';
export { ordersNeeds, startOrders } from './service.ts';
