import { baseConfig, portNumber } from '@leerhuis/service-runtime';
import { z } from 'zod';

export const config = baseConfig.extend({
  PORT: portNumber(8084),
  INTERNAL_PORT: portNumber(8104),
  /** auto: the run of a month starts by itself when the next month begins (V-26); manual: staff start it. */
  REGISTRATION_RUN: z.enum(['auto', 'manual']).default('auto'),
  /** How often is looked for learners whose last day to ask for an attest comes near (V-25). */
  ATTEST_WARNING_SECONDS: z.coerce.number('is no number').min(0.05).max(86_400).default(600),
});

export type Settings = z.output<typeof config>;
