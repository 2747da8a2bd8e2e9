import { html, type Route, route } from '@leerhuis/http-api';
import { z } from 'zod';
import { outstanding } from '../../../selling/ordering/domain/order.ts';
import type { Paying } from '../paying.ts';
import { frameOf, unknownPaymentPage } from './payment-page.ts';
import { sameKey } from './same-key.ts';
import { transferFor } from './transfer.ts';
import { nothingToTransferPage, transferPage } from './transfer-page.ts';

const headers = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', Vary: 'Accept-Language' };

/** Where clients send who chose to pay by transfer: what to fill in at the bank, as it is now. */
export function transferPageRoutes(paying: Paying): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/orders/:id/transfer-page',
      operationId: 'transferPage',
      summary: 'A page that says what to fill in at the bank, for who has its address',
      tags: ['orders'],
      access: 'anyone',
      request: {
        // any text: who follows a link that was cut in two gets the page that says so, not JSON
        params: z.strictObject({ id: z.string().max(500) }),
        query: z.looseObject({ key: z.string().max(500).optional() }),
      },
      responses: {
        200: { description: 'The page', contentType: 'text/html' },
        404: { description: 'A page that says that nobody has such an order', contentType: 'text/html' },
      },
      handler: async (ctx) => {
        const { id } = ctx.params;
        const { key = '' } = ctx.query;
        const order = sameKey(key, paying.pageKey(`transfer ${id}`)) ? await paying.orders.get(id) : null;
        const buyer = order && (await paying.accounts.get(order.accountId));
        if (buyer) ctx.readIn(buyer.locale);
        const { locale, now } = ctx;
        const frame = frameOf(paying, locale, now);
        if (!order) return { ...html(unknownPaymentPage(frame), headers), status: 404 };
        const page =
          outstanding(order).amount > 0
            ? await transferPage(order.proForma.number, transferFor(paying, order, now), frame)
            : nothingToTransferPage(order, frame);
        return html(page, headers);
      },
    }),
  ];
}
