import { defineEvent } from '@leerhuis/contracts';
import { z } from 'zod';

/** A fact of the benchmark: the n-th. */
export const counted = defineEvent({
  type: 'orders.order.counted.v1',
  consumers: ['learning'],
  meaning: 'The benchmark counted.',
  data: z.object({ n: z.int() }),
});

/** Milliseconds on the clock that all processes of a machine share. */
export const now = () => Number(process.hrtime.bigint()) / 1e6;

export interface Door {
  databaseUrl: string;
  brokers: string[];
  namespace: string;
}

/** Moment by number of event. */
export type Moments = Map<number, number>;
