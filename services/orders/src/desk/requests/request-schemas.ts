import { catalogIdSchema, dateTime, idSchema, longText, moneySchema, pageQuery, printedLine } from '@leerhuis/http-api';
import { z } from 'zod';
import { requestStates } from './domain/order-request.ts';

export const requestIdParams = z.strictObject({ id: idSchema });

export const requestQuery = z.strictObject({ ...pageQuery, state: z.enum(requestStates).optional() });

export const approvalSchema = z
  .strictObject({
    purchaseReference: printedLine(80).nullable().optional().meta({
      description: 'Order number of the organisation, where who asked gave none or another',
    }),
  })
  .meta({ id: 'OrderRequestApproval' });

export const refusalSchema = z
  .strictObject({ reason: longText(500).meta({ description: 'Who asked reads it' }) })
  .meta({ id: 'OrderRequestRefusal' });

export const requestSchema = z
  .strictObject({
    id: idSchema,
    state: z.enum(requestStates),
    askedAt: dateTime,
    lapsesAt: dateTime.meta({ description: 'Without an answer it ends then' }),
    organisationId: idSchema,
    organisationName: z.string().optional(),
    employee: z
      .strictObject({ membershipId: idSchema, name: z.string().optional() })
      .meta({ description: 'Who asked' }),
    lines: z
      .array(
        z.strictObject({
          itemId: catalogIdSchema,
          code: z.string(),
          title: z.string(),
          minutes: z.int(),
          unitPrice: moneySchema.meta({ description: 'Excluding VAT' }),
          vatRate: z.number(),
        }),
      )
      .meta({ description: 'At the prices of when it was asked; the order is at those of when it is approved' }),
    net: moneySchema,
    purchaseReference: z.string().nullable(),
    activateNow: z.boolean(),
    endedAt: dateTime.nullable(),
    answeredByName: z.string().optional().meta({ description: 'Who approved or refused it' }),
    reason: z.string().nullable().meta({ description: 'Of a refusal' }),
    orderId: idSchema.nullable().meta({ description: 'What was ordered by the approval' }),
    orderNumber: z.string().optional(),
  })
  .meta({ id: 'OrderRequest' });
