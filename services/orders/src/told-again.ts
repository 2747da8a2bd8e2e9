import {
  activationGrantedV1,
  activationRevokedV1,
  orderPaidV1,
  orderPlacedV1,
  orderWithdrawnV1,
} from '@leerhuis/contracts';
import { retold, type Told, told } from '@leerhuis/service-parts/republish';
import { grantOf, revocationOf } from './access/activating/activation-events.ts';
import { type ActivationDoc, activationOf } from './access/activating/activation-store.ts';
import type { Activation } from './access/activating/domain/activation.ts';
import type { Order } from './selling/ordering/domain/order.ts';
import { paymentOf, placementOf, withdrawalOf } from './selling/ordering/order-events.ts';
import { type OrderDoc, orderOf } from './selling/ordering/order-store.ts';

/** What orders tells again, of everything that it owns and others know of. */
export const toldAgain = [
  retold<OrderDoc>({
    aggregate: 'orders.order',
    collection: 'orders',
    facts: (docs) => docs.map(orderOf).flatMap(orderFacts),
  }),
  retold<ActivationDoc>({
    aggregate: 'orders.activation',
    collection: 'activations',
    facts: (docs) => docs.map(activationOf).flatMap(activationFacts),
  }),
];

function orderFacts(order: Order): Told[] {
  const { id, standing, invoice } = order;
  const placed = told(orderPlacedV1, id, placementOf(order));
  if (standing.state === 'withdrawn') {
    return [placed, told(orderWithdrawnV1, id, withdrawalOf(order, standing.withdrawnAt))];
  }
  if (standing.state !== 'paid' || !invoice) return [placed];
  return [placed, told(orderPaidV1, id, paymentOf(order, invoice.number, standing.paidAt))];
}

function activationFacts(activation: Activation): Told[] {
  const { id, revokedAt } = activation;
  const granted = told(activationGrantedV1, id, grantOf(activation));
  return revokedAt ? [granted, told(activationRevokedV1, id, revocationOf(activation, revokedAt))] : [granted];
}
