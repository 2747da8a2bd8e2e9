import { auditStore } from '@leerhuis/audit';
import type { Parts } from '@leerhuis/service-parts';
import { type PartnerNeeds, partnerRoutes } from './partner-http.ts';
import { type RevokedNeeds, revokedRoutes } from './revoked-http.ts';

/** Federations' systems: their access, their tokens, and whose access was taken away. */
export function openPartners(
  { database, newId }: Parts,
  needs: Omit<PartnerNeeds, 'newId' | 'note'> & Pick<RevokedNeeds, 'sessions'>,
) {
  const { note } = auditStore(database, newId);
  return { routes: [...partnerRoutes({ ...needs, newId, note }), ...revokedRoutes(needs)] };
}
