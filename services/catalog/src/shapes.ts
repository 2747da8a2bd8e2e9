import { federationCodes, professionCodes } from '@leerhuis/federations';
import { dateSchema, moneySchema } from '@leerhuis/http-api';
import { add, type Money, vatOf } from '@leerhuis/money';
import { z } from 'zod';

// What several features read or show in the same way.

export const federationSchema = z.enum(federationCodes).meta({ id: 'FederationCode' });
export const professionSchema = z.enum(professionCodes).meta({ id: 'ProfessionCode' });

/** Net, VAT and gross; the client never calculates. */
export const priceSchema = z
  .object({
    net: moneySchema,
    vatRate: z.number().meta({ description: 'Percent' }),
    vat: moneySchema,
    gross: moneySchema,
  })
  .meta({ id: 'Price' });

export function priceOf(net: Money, vatRate: number): z.output<typeof priceSchema> {
  const vat = vatOf(net, vatRate);
  return { net, vatRate, vat, gross: add(net, vat) };
}

export const testAttempts = z
  .object({
    max: z.int().optional().meta({ description: 'Not given: any number' }),
    waitMinutes: z.int().optional().meta({ description: 'From the end of an attempt until the next may start' }),
  })
  .meta({ id: 'TestAttemptLimits', description: 'How often the final test may be tried; the strictest counts' });

export const accreditation = z
  .object({
    federation: federationSchema,
    accreditationNumber: z.string(),
    minutes: z.int(),
    points: z.number().nullable(),
    attestUntil: dateSchema.meta({ description: 'Last day on which an attest can be requested' }),
    testAttempts: testAttempts.optional(),
  })
  .meta({ id: 'Accreditation' });
