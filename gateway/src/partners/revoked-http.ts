import { ok, route } from '@leerhuis/http-api';
import { z } from 'zod';
import type { PartnerStore } from './partner-store.ts';

/** No access token lives longer (`ACCESS_TOKEN_SECONDS`): those of partners revoked before have run out. */
const longestToken = 3_600_000;

/** What services look at before they take a partner's token, beside the keys that they check it with. */
export function revokedPartnerRoutes(partners: PartnerStore) {
  return [
    route({
      method: 'get',
      path: '/.well-known/revoked-partners.json',
      operationId: 'getRevokedPartners',
      summary: 'Client ids of partners whose access was taken away while tokens of theirs may still run',
      tags: ['partners'],
      access: 'anyone',
      responses: { 200: z.object({ clientIds: z.array(z.string()) }) },
      handler: async (ctx) =>
        ok(
          { clientIds: await partners.revokedSince(new Date(ctx.now.getTime() - longestToken)) },
          { 'Cache-Control': 'no-store' },
        ),
    }),
  ];
}
