import type { Right } from '@leerhuis/auth';
import type { MailTemplate } from '@leerhuis/contracts';

/**
 * Who sees a mail about an organisation in its file: those of its people who have this right. A kind that isn't here is for nobody but
 * who it was to, also when it says for which organisation: what is about an account, and how somebody learns (C-15).
 */
const seenBy: Partial<Record<MailTemplate, Right>> = {
  'organisation-ready': 'see-organisation',
  'organisation-invitation': 'see-people',
  'membership-ended': 'see-people',
  'learner-left': 'enrol-people',
  'order-request-asked': 'enrol-people',
  'order-request-ended': 'enrol-people',
  'pro-forma': 'see-invoices',
  invoice: 'see-invoices',
  'order-withdrawn': 'see-invoices',
  'payment-refunded': 'see-invoices',
  'credit-granted': 'see-invoices',
  'credit-lapses': 'see-invoices',
  'credit-sharer-changed': 'see-people',
  'course-activated': 'see-results',
  'attest-issued': 'see-results',
  'attest-revoked': 'see-results',
};

/** Kinds of mails that somebody with these rights sees of their organisation. */
export function templatesSeenWith(rights: readonly Right[]): MailTemplate[] {
  const templates = Object.entries(seenBy) as [MailTemplate, Right][];
  return templates.filter(([, right]) => rights.includes(right)).map(([template]) => template);
}
