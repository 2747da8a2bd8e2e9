import { ok, route } from '@leerhuis/http-api';
import { z } from 'zod';
import type { PartnerStore } from './partner-store.ts';

/** No access token lives longer (`ACCESS_TOKEN_SECONDS`): those that were revoked before have run out. */
const longestToken = 3_600_000;

export interface RevokedNeeds {
  partners: Pick<PartnerStore, 'revokedSince'>;
  sessions: { endedSince(moment: Date): Promise<string[]> };
}

/** What services look at before they take a token, beside the keys that they check it with. */
export function revokedRoutes({ partners, sessions }: RevokedNeeds) {
  return [
    route({
      method: 'get',
      path: '/.well-known/revoked-partners.json',
      operationId: 'getRevokedPartners',
      summary:
        'Partners whose access was taken away, and login sessions that ended, while tokens of theirs may still run',
      tags: ['partners'],
      access: 'anyone',
      responses: { 200: z.object({ clientIds: z.array(z.string()), sessionIds: z.array(z.string()) }) },
      handler: async (ctx) => {
        const since = new Date(ctx.now.getTime() - longestToken);
        const [clientIds, sessionIds] = await Promise.all([partners.revokedSince(since), sessions.endedSince(since)]);
        return ok({ clientIds, sessionIds }, { 'Cache-Control': 'no-store' });
      },
    }),
  ];
}
