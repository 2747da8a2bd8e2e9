import { orderPaidV1, orderPlacedV1, orderWithdrawnV1 } from '@leerhuis/contracts';
import { on } from '@leerhuis/event-bus';
import type { MyCoursesStore } from './my-courses-store.ts';

/** What was bought is among somebody's courses before it is activated (V-18). */
export function onOrder(myCourses: MyCoursesStore) {
  return [
    on(orderPlacedV1, async ({ data }, tx) => {
      const { orderId, accountId, dueDate, proFormaNumber: orderNumber } = data;
      const placedAt = new Date(data.placedAt);
      for (const { kind, itemId: courseId, lineId, title } of data.lines) {
        if (kind !== 'course') continue;
        const bought = { title, orderNumber, placedAt, dueDate, paidAt: null };
        await myCourses.bought(tx, { lineId, accountId, courseId, orderId, bought });
      }
    }),
    on(orderPaidV1, ({ data }, tx) => myCourses.paid(tx, data.orderId, new Date(data.paidAt))),
    on(orderWithdrawnV1, ({ data }, tx) => myCourses.withdrawn(tx, data.orderId)),
  ];
}
