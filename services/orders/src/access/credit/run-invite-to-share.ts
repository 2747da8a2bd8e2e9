import { type inviteToShare, type JobContract, sendMessage } from '@leerhuis/contracts';
import type { Job } from '@leerhuis/job-queue';
import type { Crediting } from './crediting.ts';

type InviteToShare = typeof inviteToShare extends JobContract<infer D> ? D : never;

/**
 * Writes to somebody who is asked to share in a package (V-8), whether they have an account or not: the same words, and nothing
 * in them that anybody typed. Who it is from they see when they have logged in. It happens apart, so that the owner can't tell by
 * anything who has an account.
 */
export function inviteToShareWorker({ credit, outbox, accounts, settings }: Crediting) {
  return async ({ id: jobId, data }: Job<InviteToShare>): Promise<void> => {
    const lot = await credit.get(data.lotId);
    const invitation = lot?.invitations?.find(({ id }) => id === data.invitationId);
    if (!lot?.ownerId || !invitation?.listed || invitation.answer !== 'none') return;
    const { to, expiresAt } = invitation;
    const isAddress = to.includes('@');
    const person = isAddress ? ((await accounts.byEmail([to]))[0] ?? null) : await accounts.get(to);
    const email = isAddress ? to : person?.email;
    if (email === undefined) return;
    const locale = person?.locale ?? (await accounts.get(lot.ownerId))?.locale ?? 'nl';
    const recipient = { accountId: person?.id ?? null, email, name: '' as const, locale };
    const invited = { expiresAt: expiresAt.toISOString(), loginUrl: settings.PUBLIC_URL };
    await outbox.transaction(async (tx) =>
      tx.enqueue(sendMessage, { recipient, template: 'credit-invitation', data: invited }, { jobId: `${jobId}:mail` }),
    );
  };
}
