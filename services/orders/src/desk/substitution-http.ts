import { mayAct, ofOrganisation } from '@leerhuis/auth';
import { idSchema, notFound, ok, type Route, route } from '@leerhuis/http-api';
import { z } from 'zod';
import { substitute } from '../access/activating/substitute.ts';
import { buyerOf } from '../buyer-of.ts';
import { learnersFor } from '../candidates.ts';
import type { Desk } from './desk.ts';
import { orderIdParams, orderSchema } from './order-schemas.ts';
import { showOrders } from './order-view.ts';

const body = z
  .strictObject({
    lineId: idSchema,
    membershipId: idSchema.meta({ description: 'Who learns by the line from now on' }),
  })
  .meta({ id: 'Substitution' });

/** Somebody else in the place of an employee who has not activated, as when they left. */
export function substitutionRoutes(desk: Desk): Route[] {
  const { orders } = desk.selling;
  return [
    route({
      method: 'post',
      path: '/api/v1/orders/:id/substitution',
      operationId: 'substituteLearner',
      summary: 'Give the place of a learner who has not activated to somebody else of the organisation',
      description: 'What would be active by now is activated for them at once.',
      tags: ['orders'],
      access: { owner: 'enrol-people' },
      idempotent: true,
      request: { params: orderIdParams, body },
      responses: { 200: orderSchema },
      problems: [404, 409, 422],
      handler: async (ctx) => {
        const { actor, params, locale, now } = ctx;
        const { lineId, membershipId } = ctx.body;
        const [learner = null] = await learnersFor(desk, buyerOf(actor), [{ learners: [membershipId] }]);
        return ctx.transaction(async (tx) => {
          const order = await orders.hold(tx, params.id);
          const owner = order?.organisationId ? ofOrganisation(order.organisationId) : null;
          if (!order || !mayAct(actor, owner, 'enrol-people')) throw notFound();
          const wish = { lineId, learner: learner && ref(learner), by: actor.accountId };
          const changed = await substitute(desk.access.activating, tx, order, wish);
          const [view] = await showOrders(desk, [changed], { locale, now }, tx);
          if (!view) throw notFound();
          return ok(view);
        });
      },
    }),
  ];
}

const ref = ({ membershipId, accountId }: { membershipId: string; accountId: string | null }) => {
  return { membershipId, accountId };
};
