import { countedPageOf, dateTime, ok, pageQuery, type Route, route } from '@leerhuis/http-api';
import { z } from 'zod';
import type { AddressStore } from './address-store.ts';
import { bounceReasons } from './domain/bounce.ts';

const addressView = z
  .object({
    email: z.string(),
    why: z.enum(bounceReasons),
    since: dateTime,
    lastAt: dateTime,
    times: z.int().meta({ description: 'How many mails bounced there' }),
  })
  .meta({ id: 'BouncedAddress' });

export function addressRoutes(addresses: AddressStore): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/admin/bounced-addresses',
      operationId: 'listBouncedAddresses',
      summary: 'Addresses that mails bounce at, the newest first; one that a mail arrives at is on it no more',
      tags: ['staff: messages'],
      access: { staff: ['administration', 'finance', 'operations'] },
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: countedPageOf(addressView) },
      handler: async ({ query }) => {
        const page = await addresses.page(query);
        const items = page.items.map(({ email, why, since, lastAt, times }) => ({
          ...{ email, why, times },
          since: since.toISOString(),
          lastAt: lastAt.toISOString(),
        }));
        return ok({ ...page, items });
      },
    }),
  ];
}
