import {
  attestIssuedV1,
  attestRevokedV1,
  type EventContract,
  enrolmentClosedV1,
  enrolmentOpenedV1,
  orderPaidV1,
  orderPlacedV1,
  orderWithdrawnV1,
} from '@leerhuis/contracts';
import { type Fact, type Filling, filledBy, type Handler, on } from '@leerhuis/event-bus';
import { ofBuyer, ofLearner } from './domain/entry.ts';
import type { EntryStore } from './entry-store.ts';

/** What is taken, owed and reached stands in files (C-15). Told again it fills them, and does nothing else the first time either. */
export function onFileFacts(entries: EntryStore): Handler[] {
  return [
    filling(enrolmentOpenedV1, ({ data }, tx) =>
      entries.put(tx, {
        ...ofLearner({ ...data, organisationId: data.organisationId ?? null }),
        ...{ kind: 'enrolment', refId: data.enrolmentId, courseId: data.courseId, at: new Date(data.openedAt) },
        ...{ state: 'current', titles: null, number: null, totalCents: null },
      }),
    ),
    filling(enrolmentClosedV1, ({ data }, tx) => entries.become(tx, 'enrolment', data.enrolmentId, 'closed')),
    filling(orderPlacedV1, ({ data }, tx) =>
      entries.put(tx, {
        ...ofBuyer({ ...data, organisationId: data.organisationId ?? null }),
        ...{ kind: 'pro-forma', refId: data.orderId, courseId: null, at: new Date(data.placedAt), state: 'current' },
        ...{ titles: data.lines.map(({ title }) => title), number: data.proFormaNumber },
        totalCents: data.total.amount,
      }),
    ),
    filling(orderPaidV1, (event, tx) => paid(entries, event, tx)),
    filling(orderWithdrawnV1, ({ data }, tx) => entries.become(tx, 'pro-forma', data.orderId, 'withdrawn')),
    filling(attestIssuedV1, ({ data }, tx) =>
      entries.put(tx, {
        ...ofLearner({ ...data, organisationId: data.organisationId ?? null }),
        ...{ kind: 'attest', refId: data.attestId, courseId: data.courseId, at: new Date(data.issuedAt) },
        ...{ state: 'current', titles: null, number: null, totalCents: null },
      }),
    ),
    filling(attestRevokedV1, ({ data }, tx) => entries.become(tx, 'attest', data.attestId, 'revoked')),
  ];
}

/** The invoice has taken the place of the pro-forma, whose lines it has. */
async function paid(entries: EntryStore, { data }: Fact<typeof orderPaidV1>, tx: Filling): Promise<void> {
  const proForma = await entries.get(tx, 'pro-forma', data.orderId);
  const organisationId = data.organisationId ?? proForma?.organisationId ?? null;
  await entries.put(tx, {
    ...ofBuyer({ accountId: data.accountId, organisationId }),
    ...{ kind: 'invoice', refId: data.orderId, courseId: null, at: new Date(data.paidAt), state: 'current' },
    ...{ titles: proForma?.titles ?? [], number: data.invoiceNumber, totalCents: data.total.amount },
  });
  await entries.become(tx, 'pro-forma', data.orderId, 'replaced');
}

function filling<D>(
  contract: EventContract<D>,
  fill: (event: Fact<EventContract<D>>, tx: Filling) => Promise<void>,
): Handler {
  return on(contract, fill, filledBy(fill));
}
