import { moneySchema } from '@leerhuis/http-api';
import { z } from 'zod';
import { totalsSchema, wantedLinesSchema } from './shop-lines.ts';

export const cartInputSchema = z.strictObject({ lines: wantedLinesSchema });

export const cartSchema = z
  .strictObject({
    lines: z.array(
      z.strictObject({
        kind: z.enum(['course', 'credit-package']),
        itemId: z.string(),
        quantity: z.int(),
        title: z.string(),
        minutes: z.int().meta({ description: 'Minutes of training, of one' }),
        unitPrice: moneySchema.meta({ description: 'Excluding VAT' }),
        net: moneySchema,
        vatRate: z.number(),
        alreadyActive: z
          .boolean()
          .meta({ description: 'I have access already; there is one attest per learner and course (V-17)' }),
        alreadyOrdered: z
          .boolean()
          .meta({ description: 'In an order of mine already, not withdrawn and not activated yet' }),
      }),
    ),
    unavailable: z
      .array(z.strictObject({ kind: z.enum(['course', 'credit-package']), itemId: z.string() }))
      .meta({ description: 'In the cart, but no longer sold: not part of the sums' }),
    ...totalsSchema,
    consent: z
      .strictObject({ version: z.string(), text: z.string() })
      .meta({ description: 'What immediateAccessConsent of an order agrees to (V-14)' }),
  })
  .meta({ id: 'Cart' });
