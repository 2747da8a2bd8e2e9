import { moneySchema } from '@leerhuis/http-api';
import { z } from 'zod';
import { totalsSchema, wantedLinesSchema } from '../shop-lines.ts';

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
        alreadyOrdered: z
          .boolean()
          .meta({ description: 'In an order of mine already, not withdrawn and not activated yet' }),
      }),
    ),
    unavailable: z
      .array(
        z.strictObject({
          kind: z.enum(['course', 'credit-package']),
          itemId: z.string(),
          reason: z
            .enum(['not-on-sale', 'already-active'])
            .meta({ description: 'already-active: I have access, and there is one attest per course (V-17)' }),
        }),
      )
      .meta({ description: 'In the cart, but not to be ordered: not part of the sums' }),
    ...totalsSchema,
    consent: z
      .strictObject({ version: z.string(), text: z.string() })
      .meta({ description: 'What immediateAccessConsent of an order agrees to (V-14)' }),
  })
  .meta({ id: 'Cart' });
