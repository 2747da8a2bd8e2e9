import { activationGrantedV1, activationRevokedV1, type Recipient, sendMessage } from '@leerhuis/contracts';
import { inLocale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { Activation } from './domain/activation.ts';

export function tellGranted(tx: Tx, activation: Activation, recipient: Recipient | null): void {
  const { id: activationId, accountId, courseId, orderId, source, courseTitle } = activation;
  const activatedAt = activation.activatedAt.toISOString();
  const accessUntil = activation.accessUntil.toISOString();
  const fact = { activationId, accountId, courseId, orderId, source, activatedAt, accessUntil };
  tx.publish(activationGrantedV1, activationId, fact);
  if (!recipient) return;
  const title = inLocale(courseTitle, recipient.locale);
  const data = { activationId, courseId, courseTitle: title, activatedAt, accessUntil };
  tx.enqueue(
    sendMessage,
    { recipient, template: 'course-activated', data },
    { jobId: `${activationId}:course-activated` },
  );
}

export function tellRevoked(tx: Tx, { id: activationId, accountId, courseId }: Activation): void {
  tx.publish(activationRevokedV1, activationId, {
    activationId,
    accountId,
    courseId,
    revokedAt: tx.now.toISOString(),
  });
}
