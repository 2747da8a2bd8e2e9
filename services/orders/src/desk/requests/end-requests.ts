import type { MemberSnapshot, OrganisationSnapshot } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { Desk } from '../desk.ts';
import { takeStep } from './take-step.ts';

type Needs = Pick<Desk, 'requests' | 'audit' | 'access' | 'settings' | 'outbox' | 'clock'>;

/** Ends what nobody answered in time; who asked and who could have answered are told. */
export async function lapseRequests(desk: Needs): Promise<'more' | undefined> {
  const due = await desk.requests.due(desk.clock());
  for (const { id } of due)
    await desk.outbox.transaction(async (tx) => {
      const request = await desk.requests.get(id, tx);
      if (request) await takeStep(desk, tx, request, { step: 'lapse', by: 'orders' });
    });
  return due.length > 0 ? 'more' : undefined;
}

/** Who leaves asks nothing any more. */
export async function endRequestsOfMember(desk: Needs, { membershipId, state }: MemberSnapshot, tx: Tx): Promise<void> {
  if (state !== 'ended') return;
  for (const request of await desk.requests.waitingOfMember(tx, membershipId))
    await takeStep(desk, tx, request, { step: 'end', by: 'orders' });
}

/** Of an organisation that was closed; of one with very many waiting the rest end as its people's places do. */
export async function endRequestsOfClosed(
  desk: Needs,
  { organisationId, state }: Pick<OrganisationSnapshot, 'organisationId' | 'state'>,
  tx: Tx,
): Promise<void> {
  if (state !== 'closed') return;
  for (const request of await desk.requests.waitingOfOrganisation(tx, organisationId))
    await takeStep(desk, tx, request, { step: 'end', by: 'orders' });
}
