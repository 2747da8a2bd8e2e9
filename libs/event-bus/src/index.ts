export {
  createEventBus,
  type EventBus,
  type EventBusOptions,
  type SubscribeOptions,
} from './event-bus.ts';
export { type Handler, on } from './record.ts';
export type { Subscription } from './subscription.ts';
