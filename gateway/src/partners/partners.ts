import type { Parts } from '@leerhuis/service-parts';
import { type PartnerParts, partnerRoutes } from './partner-http.ts';
import { revokedPartnerRoutes } from './revoked-http.ts';

/** Federations' systems: their access, their tokens, and whose access was taken away. */
export function openPartners({ newId }: Parts, needs: Omit<PartnerParts, 'newId'>) {
  return { routes: [...partnerRoutes({ ...needs, newId }), ...revokedPartnerRoutes(needs.partners)] };
}
