export {
  createEventBus,
  type EventBus,
} from './event-bus.ts';
export type { Follower } from './follower.ts';
export { type Fact, type Filling, filledBy, type Handler, on, type Taken } from './record.ts';
