import { catalogIdSchema, idSchema, moneySchema } from '@leerhuis/http-api';
import { z } from 'zod';
import { warningsSchema } from '../../warning-view.ts';
import { mostLearners } from './domain/learners.ts';
import { maxQuantity } from './domain/wanted-lines.ts';

const courseLine = z.strictObject({
  kind: z.literal('course').optional(),
  courseId: catalogIdSchema,
  learners: z.array(idSchema).min(1).max(mostLearners).optional().meta({
    description: 'For who acts for an organisation: memberships of those who learn; absent: who orders',
  }),
});
const packageLine = z.strictObject({
  kind: z.literal('credit-package').optional(),
  creditPackageId: catalogIdSchema,
  quantity: z.int().min(1).max(maxQuantity).optional(),
});

/** Any mix of courses and packages of hours (V-3). A price is never among it. */
export const wantedLinesSchema = z
  .array(z.union([courseLine, packageLine]))
  .min(1)
  .max(50);

/** The sums at the foot of a cart or an order. */
export const totalsSchema = {
  net: moneySchema,
  vat: z.array(z.strictObject({ rate: z.number(), net: moneySchema, vat: moneySchema })),
  total: moneySchema,
};

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
        learners: z
          .array(
            z.strictObject({
              membershipId: z.string(),
              name: z.string().optional(),
              state: z
                .enum(['active', 'contact', 'left'])
                .meta({ description: 'A contact learns once they have an account' }),
              alreadyActive: z.boolean(),
              alreadyOrdered: z.boolean(),
            }),
          )
          .optional()
          .meta({ description: 'Of a course for an organisation: who is to learn by it' }),
        alreadyActive: z
          .boolean()
          .meta({ description: 'I have access already; there is one attest per learner and course (V-17)' }),
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
          title: z.string().optional().meta({ description: 'As it was called when it was put into the cart' }),
        }),
      )
      .meta({ description: 'In the cart, but no longer sold: not part of the sums' }),
    warnings: warningsSchema.optional(),
    ...totalsSchema,
    consent: z
      .strictObject({ version: z.string(), text: z.string() })
      .meta({ description: 'What immediateAccessConsent of an order agrees to (V-14)' }),
  })
  .meta({ id: 'Cart' });
