import { baseConfig, portNumber } from '@leerhuis/service-runtime';
import { z } from 'zod';

export const config = baseConfig.extend({
  PORT: portNumber(8081),
  INTERNAL_PORT: portNumber(8101),
  /** Shared with learning: it signs the addresses of chapter videos that are checked here. */
  MEDIA_SIGNING_KEY: z.string().min(32, 'has fewer than 32 characters'),
  /** true: an empty catalogue starts with the demo courses. */
  DEMO_CATALOGUE: z.stringbool().default(false),
  /** Suggestions that one address may make in an hour. */
  SUGGESTIONS_PER_HOUR: z.coerce.number().int().min(1).default(20),
});
export type Settings = z.output<typeof config>;
