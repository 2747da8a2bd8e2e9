import { html, idSchema, lineText, problem, type Route, route } from '@leerhuis/http-api';
import { z } from 'zod';
import type { PaymentParts } from './payment-parts.ts';
import { sameKey } from './same-key.ts';
import { transferFor } from './transfer.ts';
import { nothingToTransferPage, transferPage } from './transfer-page.ts';

/** Where clients send who chose to pay by transfer: what to fill in at the bank, as it is now. */
export function transferPageRoutes(parts: PaymentParts): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/orders/:id/transfer-page',
      operationId: 'transferPage',
      summary: 'A page that says what to fill in at the bank, for who has its address',
      tags: ['orders'],
      access: 'anyone',
      request: {
        params: z.strictObject({ id: idSchema }),
        query: z.strictObject({ key: lineText(100) }),
      },
      responses: { 200: { description: 'The page', contentType: 'text/html' } },
      problems: [404],
      handler: async ({ params, query, locale, now }) => {
        const order = sameKey(query.key, parts.pageKey(`transfer ${params.id}`)) ? await parts.order(params.id) : null;
        if (!order) throw problem(404, 'not-found');
        const page =
          order.outstanding.amount > 0
            ? await transferPage(order.proFormaNumber, transferFor(parts, order, now), locale)
            : nothingToTransferPage(order, locale);
        return html(page, { 'Cache-Control': 'no-store', Vary: 'Accept-Language' });
      },
    }),
  ];
}
