import { activationGrantedV1, activationRevokedV1, type Recipient, sendMessage } from '@leerhuis/contracts';
import { inLocale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { Activation } from './domain/activation.ts';

export function tellGranted(tx: Tx, activation: Activation, recipient: Recipient | null): void {
  const { activationId, courseId, activatedAt, accessUntil, ...rest } = grantOf(activation);
  tx.publish(activationGrantedV1, activationId, { activationId, courseId, activatedAt, accessUntil, ...rest });
  if (!recipient) return;
  const title = inLocale(activation.courseTitle, recipient.locale);
  const data = { activationId, courseId, courseTitle: title, activatedAt, accessUntil };
  tx.enqueue(
    sendMessage,
    { recipient, template: 'course-activated', data, organisationId: activation.organisationId },
    { jobId: `${activationId}:course-activated` },
  );
}

export function grantOf({
  id: activationId,
  accountId,
  organisationId,
  courseId,
  orderId,
  source,
  ...times
}: Activation) {
  const activatedAt = times.activatedAt.toISOString();
  const accessUntil = times.accessUntil.toISOString();
  return { activationId, accountId, organisationId, courseId, orderId, source, activatedAt, accessUntil };
}

export function tellRevoked(tx: Tx, activation: Activation): void {
  tx.publish(activationRevokedV1, activation.id, revocationOf(activation, tx.now));
}

export function revocationOf({ id: activationId, accountId, courseId }: Activation, revokedAt: Date) {
  return { activationId, accountId, courseId, revokedAt: revokedAt.toISOString() };
}
