import { registeringFederations } from '@leerhuis/federations';
import { baseConfig, portNumber } from '@leerhuis/service-runtime';
import { z } from 'zod';

const code = registeringFederations.join('|');

export const config = baseConfig.extend({
  PORT: portNumber(8084),
  INTERNAL_PORT: portNumber(8104),
  /** Name of the provider, on attests and verification pages. */
  PROVIDER_NAME: z.string().default('Leerhuis Academie BV'),
  /** Federations whose people want their files as CSV rather than as a workbook, e.g. `OVB,NKN`. */
  CSV_FEDERATIONS: z
    .string()
    .regex(
      new RegExp(`^(${code})(\\s*,\\s*(${code}))*$`),
      `is no comma-separated list of ${registeringFederations.join(', ')}`,
    )
    .transform((list) => list.split(',').map((code) => code.trim()))
    .default([]),
  /** auto: the run of a month starts by itself when the next month begins (V-26); manual: staff start it. */
  REGISTRATION_RUN: z.enum(['auto', 'manual']).default('auto'),
});

export type Settings = z.output<typeof config>;
