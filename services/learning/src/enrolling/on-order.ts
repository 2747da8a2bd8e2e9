import { orderLearnerChangedV1, orderPaidV1, orderPlacedV1, orderWithdrawnV1 } from '@leerhuis/contracts';
import { type Fact, type Filling, filledBy, on } from '@leerhuis/event-bus';
import type { Bought } from './domain/waiting.ts';
import type { BoughtCourse, MyCoursesStore } from './my-courses-store.ts';

interface Ordering {
  myCourses: MyCoursesStore;
  /** Names by which an organisation finds its people; kept as they are until the transaction ends. */
  people: { holdName(tx: Filling, accountId: string): Promise<string> };
  newId: () => string;
}

type OrderLine = Fact<typeof orderPlacedV1>['data']['lines'][number];
interface Ordered {
  orderId: string;
  /** Who ordered. */
  accountId: string;
  organisationId?: string | null | undefined;
}

/** What was bought is among somebody's courses before it is activated (V-18): who ordered, or who learns by it for them (C-8). */
export function onOrder({ myCourses, people, newId }: Ordering) {
  const paid = ({ data }: Fact<typeof orderPaidV1>, tx: Filling) =>
    myCourses.paid(tx, data.orderId, new Date(data.paidAt));
  const withdrawn = ({ data }: Fact<typeof orderWithdrawnV1>, tx: Filling) => myCourses.withdrawn(tx, data.orderId);

  /** Of each who learns by a line. */
  async function boughtBy(
    tx: Filling,
    { orderId, accountId: buyerId, organisationId = null }: Ordered,
    { kind, itemId: courseId, lineId, title, learners }: OrderLine,
    order: Omit<Bought, 'title'>,
  ): Promise<BoughtCourse[]> {
    if (kind !== 'course') return [];
    const courses: BoughtCourse[] = [];
    for (const { accountId } of learners ?? [{ accountId: buyerId }]) {
      const learnerName = organisationId === null ? null : await people.holdName(tx, accountId);
      const rowId = accountId === buyerId ? lineId : newId();
      const bought = { title, ...order };
      courses.push({ rowId, accountId, courseId, orderId, organisationId, learnerName, bought });
    }
    return courses;
  }

  async function keepLearners(tx: Filling, orderId: string, { itemId: courseId, learners }: OrderLine) {
    const accountIds = learners?.map(({ accountId }) => accountId);
    if (accountIds) await myCourses.keepLearners(tx, { orderId, courseId }, accountIds);
  }

  async function placed(
    { data }: Fact<typeof orderPlacedV1>,
    tx: Filling,
    keep: (tx: Filling, course: BoughtCourse) => Promise<void>,
  ): Promise<void> {
    const { proFormaNumber: orderNumber, dueDate } = data;
    const order = { orderNumber, dueDate, placedAt: new Date(data.placedAt), paidAt: null };
    for (const line of data.lines) for (const course of await boughtBy(tx, data, line, order)) await keep(tx, course);
  }

  async function learnerChanged({ data }: Fact<typeof orderLearnerChangedV1>, tx: Filling): Promise<void> {
    const { line, proFormaNumber: orderNumber, dueDate, paidAt } = data;
    const order = { orderNumber, dueDate, placedAt: new Date(data.placedAt), paidAt: paidAt ? new Date(paidAt) : null };
    await keepLearners(tx, data.orderId, line);
    for (const course of await boughtBy(tx, data, line, order)) await myCourses.bought(tx, course);
  }

  return [
    on(
      orderPlacedV1,
      (fact, tx) => placed(fact, tx, myCourses.bought),
      async (fact, tx) => {
        // a course that several learn may be several lines
        const { orderId, lines } = fact.data;
        for (const line of lines) {
          const same = lines.filter(({ itemId }) => itemId === line.itemId);
          const learners = line.learners && same.flatMap((each) => each.learners ?? []);
          await keepLearners(tx, orderId, { ...line, ...(learners ? { learners } : {}) });
        }
        await placed(fact, tx, myCourses.boughtAgain);
        return 'filled';
      },
    ),
    on(orderPaidV1, paid, filledBy(paid)),
    on(orderWithdrawnV1, withdrawn, filledBy(withdrawn)),
    on(orderLearnerChangedV1, learnerChanged, filledBy(learnerChanged)),
  ];
}
