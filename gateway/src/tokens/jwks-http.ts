import { ok, route } from '@leerhuis/http-api';
import { z } from 'zod';
import type { KeyRing } from './key-ring.ts';

const jwk = z.looseObject({ kty: z.string(), kid: z.string(), alg: z.string(), use: z.string() });

export function jwksRoutes(ring: KeyRing) {
  return [
    route({
      method: 'get',
      path: '/.well-known/jwks.json',
      operationId: 'getKeySet',
      summary: 'Public keys of access tokens (RFC 7517)',
      tags: ['sessions'],
      access: 'anyone',
      responses: { 200: z.object({ keys: z.array(jwk) }) },
      handler: () => ok(ring.jwks(), { 'Cache-Control': 'public, max-age=60' }),
    }),
  ];
}
