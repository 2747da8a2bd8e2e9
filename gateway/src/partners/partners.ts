import type { Parts } from '@leerhuis/service-parts';
import { type PartnerNeeds, partnerRoutes } from './partner-http.ts';
import { revokedPartnerRoutes } from './revoked-http.ts';

/** Federations' systems: their access, their tokens, and whose access was taken away. */
export function openPartners({ newId }: Parts, needs: Omit<PartnerNeeds, 'newId'>) {
  return { routes: [...partnerRoutes({ ...needs, newId }), ...revokedPartnerRoutes(needs.partners)] };
}
