import type { LocalisedText } from '@leerhuis/language';
/** How a learner came to have access: their order isn't paid yet (V-15), is paid, or hour credit was spent (V-7). */
export type ActivationSource = 'before-payment' | 'payment' | 'credit';

export interface Activation {
  id: string;
  /** Who learns. */
  accountId: string;
  /** The organisation that it was taken for; null: for themselves. */
  organisationId: string | null;
  courseId: string;
  courseTitle: LocalisedText;
  orderId: string | null;
  lineId: string | null;
  source: ActivationSource;
  activatedAt: Date;
  accessUntil: Date;
  revokedAt: Date | null;
}

/** How the API says it: as of classrooms. */
export const activationStates = ['open', 'expired', 'revoked'] as const;

export const shownStateOf = (activation: Pick<Activation, 'accessUntil' | 'revokedAt'>, now: Date) => {
  const status = statusOf(activation, now);
  return status === 'active' ? ('open' as const) : status;
};

export type ActivationStatus = 'active' | 'expired' | 'revoked';

/** A course can be watched until the moment given, not after (V-17); or until its order is withdrawn (V-14). */
export function statusOf(activation: Pick<Activation, 'accessUntil' | 'revokedAt'>, now: Date): ActivationStatus {
  if (activation.revokedAt) return 'revoked';
  return now.getTime() < activation.accessUntil.getTime() ? 'active' : 'expired';
}
