import { z } from 'zod';
import { methods } from './payment.ts';

export const behaviourSchema = z.strictObject({
  webhooks: z.enum(['normal', 'late', 'repeated', 'reordered', 'lost']).default('normal'),
  /** Late: how long; reordered: how long to wait for others, in ms. */
  delayMs: z.int().min(0).max(3_600_000).default(3_000),
  /** Repeated: how often; reordered: how many are turned around. */
  times: z.int().min(1).max(100).default(3),
  /** Methods that are switched on in the dashboard. */
  methods: z.array(z.enum(methods)).default([...methods]),
  /** The next so many calls of the API get this answer. */
  nextCallsFail: z
    .strictObject({ status: z.int().min(400).max(599), count: z.int().min(0).max(1_000_000).default(1) })
    .nullable()
    .default(null),
});
export type BehaviourSettings = z.output<typeof behaviourSchema>;

/** How the sandbox misbehaves, on demand. */
export interface Behaviour {
  current: BehaviourSettings;
  /** The status with which this API call must fail; null when it may go on. Counts down. */
  failure(): number | null;
}

export function createBehaviour(): Behaviour {
  const behaviour: Behaviour = {
    current: behaviourSchema.parse({}),
    failure() {
      const planned = behaviour.current.nextCallsFail;
      if (!planned || planned.count === 0) return null;
      planned.count -= 1;
      return planned.status;
    },
  };
  return behaviour;
}
