import { coursePublishedV1, courseWithdrawnV1, creditPackagePublishedV1 } from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { LocalisedText } from '@leerhuis/language';
import type { PriceStore } from './price-store.ts';

export function onCatalogChanged(prices: PriceStore) {
  return [
    on(coursePublishedV1, async ({ data }, tx) => {
      const { revision, code, title, minutes, price, vatRate } = data;
      await prices.put(tx, 'course', data.courseId, { revision, code, title: texts(title), minutes, price, vatRate });
    }),
    on(courseWithdrawnV1, ({ data }, tx) => prices.withdraw(tx, 'course', data.courseId, data.revision)),
    on(creditPackagePublishedV1, async ({ data }, tx) => {
      const { revision, code, title, minutes, price, vatRate } = data;
      const copy = { revision, code, title: texts(title), minutes, price, vatRate };
      await prices.put(tx, 'credit-package', data.creditPackageId, copy);
    }),
  ];
}

function texts({ nl, fr, en }: LocalisedText) {
  return { nl, ...(fr === undefined ? {} : { fr }), ...(en === undefined ? {} : { en }) };
}
