import { idSchema, moneySchema, ok, pageOf, type Route, route } from '@leerhuis/http-api';
import { inLocale, type Locale } from '@leerhuis/language';
import { euro } from '@leerhuis/money';
import type { Provider } from '@leerhuis/provider';
import { z } from 'zod';
import { priceOf, priceSchema } from '../shapes.ts';
import type { CreditPackageStore } from './credit-package-store.ts';
import type { CreditPackage } from './domain/credit-package.ts';

const creditPackageSchema = z
  .object({
    id: idSchema,
    code: z.string(),
    title: z.string(),
    description: z.string(),
    minutes: z.int(),
    price: priceSchema,
    netPerHour: moneySchema,
  })
  .meta({ id: 'CreditPackage' });

export function creditPackageRoutes(
  packages: CreditPackageStore,
  provider: Pick<Provider, 'vatRatesOn'>,
  dayOf: (instant: Date) => string,
): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/credit-packages',
      operationId: 'listCreditPackages',
      summary: 'Packages of training hours, the smallest first',
      tags: ['catalogue'],
      access: 'anyone',
      responses: { 200: pageOf(creditPackageSchema) },
      handler: async ({ locale, now }) => {
        const rates = provider.vatRatesOn(dayOf(now));
        const items = (await packages.all()).filter(({ vatRate }) => rates.includes(vatRate));
        return ok({ items: items.map((each) => packageViewOf(each, locale)), nextCursor: null });
      },
    }),
  ];
}

function packageViewOf(creditPackage: CreditPackage, locale: Locale) {
  const { id, code, minutes, price, vatRate } = creditPackage;
  return {
    id,
    code,
    title: inLocale(creditPackage.title, locale),
    description: inLocale(creditPackage.description, locale),
    minutes,
    price: priceOf(price, vatRate),
    netPerHour: euro(Math.round((price.amount * 60) / minutes)),
  };
}
