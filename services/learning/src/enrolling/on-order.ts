import { orderPaidV1, orderPlacedV1, orderWithdrawnV1 } from '@leerhuis/contracts';
import { type Fact, type Filling, filledBy, on } from '@leerhuis/event-bus';
import type { BoughtCourse, MyCoursesStore } from './my-courses-store.ts';

/** What was bought is among somebody's courses before it is activated (V-18). */
export function onOrder(myCourses: MyCoursesStore) {
  const paid = ({ data }: Fact<typeof orderPaidV1>, tx: Filling) =>
    myCourses.paid(tx, data.orderId, new Date(data.paidAt));
  const withdrawn = ({ data }: Fact<typeof orderWithdrawnV1>, tx: Filling) => myCourses.withdrawn(tx, data.orderId);
  return [
    on(
      orderPlacedV1,
      async ({ data }, tx) => {
        for (const line of boughtWith(data)) await myCourses.bought(tx, line);
      },
      async ({ data }, tx) => {
        for (const line of boughtWith(data)) await myCourses.boughtAgain(tx, line);
        return 'filled';
      },
    ),
    on(orderPaidV1, paid, filledBy(paid)),
    on(orderWithdrawnV1, withdrawn, filledBy(withdrawn)),
  ];
}

function boughtWith({ orderId, accountId, dueDate, ...data }: Fact<typeof orderPlacedV1>['data']): BoughtCourse[] {
  const placedAt = new Date(data.placedAt);
  return data.lines.flatMap(({ kind, itemId: courseId, lineId, title }) => {
    const bought = { title, orderNumber: data.proFormaNumber, placedAt, dueDate, paidAt: null };
    return kind === 'course' ? [{ lineId, accountId, courseId, orderId, bought }] : [];
  });
}
