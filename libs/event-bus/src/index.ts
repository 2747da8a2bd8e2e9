export {
  createEventBus,
  type EventBus,
} from './event-bus.ts';
export { type Handler, on } from './record.ts';
