import { rights } from '@leerhuis/auth';
import { idSchema } from '@leerhuis/http-api';
import { z } from 'zod';
import type { Place } from './domain/place.ts';

export const placeSchema: z.ZodType<Place> = z
  .strictObject({
    organisationId: idSchema,
    organisationName: z.string(),
    membershipId: idSchema,
    roles: z.array(z.string()).describe('What somebody is there: `manager`, `employee`, …'),
    rights: z.array(z.enum(rights)).describe('What the roles allow, while one acts for it'),
  })
  .meta({ id: 'PlaceInOrganisation' });
