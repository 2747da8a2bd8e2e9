import type { OrganisationSnapshot } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { Changes } from '@leerhuis/service-parts';
import { lastOf } from '@leerhuis/service-parts/handed-over';
import type { Desk } from './desk.ts';
import { endRequestsOfClosed, endRequestsOfMember } from './requests/end-requests.ts';

/** What a change of an organisation or of its people does in all wings. */
export function deskChanges(desk: Desk): Changes {
  return {
    async member(member, tx) {
      await desk.access.changes.member(member, tx);
      await endRequestsOfMember(desk, member, tx);
    },
    async organisation(organisation, tx) {
      await desk.access.changes.organisation(organisation, tx);
      if (organisation.mergedInto) await handOver(desk, organisation, tx);
      else await endRequestsOfClosed(desk, organisation, tx);
    },
  };
}

/**
 * What was ordered for an organisation, and what it owes, is that of the one that it became part of: its people see and pay it. Documents
 * stay made out to whom they were. Who orders for it meanwhile holds it (`placeOrders`), so that nothing is left behind.
 */
async function handOver(desk: Desk, { organisationId, mergedInto }: OrganisationSnapshot, tx: Tx): Promise<void> {
  const { selling, billing, access, requests, audit } = desk;
  const into = await lastOf(desk.acting, mergedInto ?? organisationId, tx);
  const orders = await selling.orders.handOver(tx, organisationId, into);
  await billing.issuing.documents.handOver(tx, organisationId, into);
  await access.activating.activations.handOver(tx, organisationId, into);
  await requests.handOver(tx, organisationId, into);
  await audit.note(tx, { by: 'orders', action: 'order.handed-over', subject: organisationId, after: { into, orders } });
}
