import { baseConfig, portNumber } from '@leerhuis/service-runtime';
import { z } from 'zod';

export const config = baseConfig.extend({
  PORT: portNumber(8083),
  INTERNAL_PORT: portNumber(8103),
  /** Shared with catalog, which plays the videos: it checks the addresses that are signed here. */
  MEDIA_SIGNING_KEY: z.string().min(32, 'has fewer than 32 characters'),
  /** Questions that one learner may put to teachers in 24 hours. */
  QUESTIONS_PER_DAY: z.coerce.number().int().min(1).default(20),
  /** Days that the link in a teacher's mail works: whoever finds it later in an old mailbox answers in the teacher's name. */
  ANSWER_LINK_DAYS: z.coerce.number().int().min(1).default(30),
});
export type Settings = z.output<typeof config>;
