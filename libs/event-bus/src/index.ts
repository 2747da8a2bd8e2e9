export {
  createEventBus,
  type EventBus,
} from './event-bus.ts';
export { type Filling, type Handler, on, type Taken } from './record.ts';
