import { inLocale, type Locale } from '@leerhuis/language';
import { organisationNames } from '@leerhuis/service-parts/organisation-names';
import type { Desk } from '../desk.ts';
import type { OrderRequest } from './domain/order-request.ts';

/** Shows requests of one organisation, with names as it knows its people. */
export async function showRequests(desk: Pick<Desk, 'access' | 'acting'>, requests: OrderRequest[], locale: Locale) {
  const { offices } = desk.access;
  const [first] = requests;
  if (!first) return [];
  const { organisationId } = first;
  const asked = [...new Set(requests.map(({ membershipId }) => membershipId))];
  const answered = requests.flatMap(({ ended }) => ended?.by ?? []);
  const [organisations, employees, names] = await Promise.all([
    organisationNames(desk.acting).names([organisationId]),
    offices.memberships(asked),
    offices.names(organisationId, answered),
  ]);
  const nameOf = new Map(employees.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`.trim()]));
  return requests.map(({ membershipId, lines, state, ended, order, ...facts }) => ({
    id: facts.id,
    state,
    askedAt: facts.askedAt.toISOString(),
    lapsesAt: facts.lapsesAt.toISOString(),
    organisationId,
    organisationName: organisations.get(organisationId),
    employee: { membershipId, name: nameOf.get(membershipId) },
    lines: lines.map(({ itemId, code, title, minutes, price: unitPrice, vatRate }) => {
      return { itemId, code, title: inLocale(title, locale), minutes, unitPrice, vatRate };
    }),
    net: facts.net,
    purchaseReference: facts.purchaseReference,
    activateNow: facts.activatesAtOnce,
    endedAt: ended?.at.toISOString() ?? null,
    answeredByName: state === 'approved' || state === 'refused' ? names.get(ended?.by ?? '') : undefined,
    reason: ended?.reason ?? null,
    orderId: order?.id ?? null,
    orderNumber: order?.number,
  }));
}
