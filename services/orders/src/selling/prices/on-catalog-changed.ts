import { coursePublishedV1, courseWithdrawnV1, creditPackagePublishedV1 } from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { LocalisedText } from '@leerhuis/language';
import type { PriceStore } from './price-store.ts';

export function onCatalogChanged(prices: PriceStore) {
  return [
    on(coursePublishedV1, async ({ data }, tx) => {
      const { revision, code, title, minutes, price, vatRate } = data;
      const accreditations = data.accreditations.map(({ federation, attestUntil }) => ({ federation, attestUntil }));
      const seconds = data.classroom.chapters.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
      const copy = { revision, code, title: texts(title), minutes, price, vatRate, accreditations, seconds };
      await prices.put(tx, 'course', data.courseId, copy);
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
