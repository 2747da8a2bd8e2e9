import { dateTime, moneySchema, ok, type Route, route } from '@leerhuis/http-api';
import type { Locale } from '@leerhuis/language';
import { z } from 'zod';
import { type PaymentMethod, paymentMethods } from '../domain/payment.ts';
import { methodTexts } from './method-texts.ts';
import type { Offer } from './offered-methods.ts';

const methodsSchema = z
  .strictObject({
    items: z.array(
      z.strictObject({
        method: z.enum(paymentMethods).meta({ description: 'As a payment is started with' }),
        title: z.string(),
        description: z.string().meta({ description: 'What it means for who pays' }),
        goesTo: z
          .enum(['payment-page', 'own-account'])
          .meta({ description: 'Where one pays: a page of the payment provider, or our account at the bank' }),
        minimumAmount: moneySchema.optional().meta({ description: 'Less cannot be paid with it' }),
        maximumAmount: moneySchema.optional().meta({ description: 'More cannot be paid with it at once' }),
      }),
    ),
    heardAt: dateTime.nullable().meta({
      description:
        'When the payment provider last said what it offers; null while it has not been heard: then all that may be there is shown',
    }),
  })
  .meta({ id: 'PaymentMethods' });

/** Which ways to pay there are, for people who are about to (V-11). */
export function methodRoutes(offered: () => Promise<Offer | null>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/payment-methods',
      operationId: 'listPaymentMethods',
      summary: 'How one can pay, and what each way means, in the language that is asked for (V-11)',
      tags: ['orders'],
      access: 'anyone',
      responses: { 200: methodsSchema },
      handler: async ({ locale }) => {
        const offer = await offered();
        return ok({ items: shown(offer, locale), heardAt: offer?.heardAt.toISOString() ?? null });
      },
    }),
  ];
}

/** A transfer goes to our own account, whatever the payment provider offers. */
function shown(offer: Offer | null, locale: Locale) {
  return paymentMethods.flatMap((method) => {
    const { title, description } = methodTexts[method];
    const words = { method, title: title[locale], description: description[locale] };
    if (isToOwnAccount(method)) return { ...words, goesTo: 'own-account' as const };
    const found = offer?.methods.find(({ id }) => id === method);
    if (offer && !found) return [];
    const limits = { minimumAmount: found?.minimum ?? undefined, maximumAmount: found?.maximum ?? undefined };
    return { ...words, goesTo: 'payment-page' as const, ...limits };
  });
}

const isToOwnAccount = (method: PaymentMethod) => method === 'banktransfer';
