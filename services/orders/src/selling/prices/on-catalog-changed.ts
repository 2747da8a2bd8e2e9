import {
  type CourseSnapshot,
  coursePublishedV1,
  courseWithdrawnV1,
  creditPackagePublishedV1,
} from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { LocalisedText } from '@leerhuis/language';
import type { PriceStore } from './price-store.ts';

export function onCatalogChanged(prices: PriceStore) {
  return [
    on(
      coursePublishedV1,
      async ({ data }, tx) => {
        await prices.put(tx, 'course', data.courseId, courseOf(data));
      },
      ({ data }, tx) => prices.refill(tx, 'course', data.courseId, courseOf(data)),
    ),
    on(courseWithdrawnV1, ({ data }, tx) => prices.withdraw(tx, 'course', data.courseId, data.revision)),
    on(
      creditPackagePublishedV1,
      async ({ data }, tx) => {
        await prices.put(tx, 'credit-package', data.creditPackageId, packageOf(data));
      },
      async ({ data }, tx) => {
        const taken = await prices.refill(tx, 'credit-package', data.creditPackageId, packageOf(data));
        if (taken === 'unknown') await prices.put(tx, 'credit-package', data.creditPackageId, packageOf(data));
        return 'filled';
      },
    ),
  ];
}

function courseOf(course: CourseSnapshot) {
  const { revision, code, title, minutes, price, vatRate } = course;
  const accreditations = course.accreditations.map(({ federation, attestUntil }) => ({ federation, attestUntil }));
  const seconds = course.classroom.chapters.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
  return { revision, code, title: texts(title), minutes, price, vatRate, accreditations, seconds };
}

function packageOf({
  revision,
  code,
  title,
  minutes,
  price,
  vatRate,
}: Pick<CourseSnapshot, 'revision' | 'code' | 'title' | 'minutes' | 'price' | 'vatRate'>) {
  return { revision, code, title: texts(title), minutes, price, vatRate };
}

function texts({ nl, fr, en }: LocalisedText) {
  return { nl, ...(fr === undefined ? {} : { fr }), ...(en === undefined ? {} : { en }) };
}
