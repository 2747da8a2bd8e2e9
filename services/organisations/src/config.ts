import { baseConfig, portNumber } from '@leerhuis/service-runtime';
import { z } from 'zod';

export const config = baseConfig.extend({
  PORT: portNumber(8089),
  INTERNAL_PORT: portNumber(8106),
  /** For how many days an invitation can be accepted, to the end of the last; one to move has 7 (B-5). */
  INVITATION_DAYS: z.coerce.number('is no number').int().min(1).max(365).default(30),
  /** How often is looked for invitations that end soon, to mail them once more. */
  INVITATION_REMINDER_SECONDS: z.coerce.number('is no number').min(0.05).max(86_400).default(600),
  /** Times that one internet address may ask for an organisation in an hour. */
  ORGANISATION_REQUESTS_PER_HOUR: z.coerce.number('is no number').int().min(1).default(10),
  /** true: there are an office, a firm and a care organisation with the people of the gateway's demo. */
  DEMO_ORGANISATIONS: z.stringbool().default(false),
});

export type Settings = z.output<typeof config>;
