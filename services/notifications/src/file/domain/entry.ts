import type { LocalisedText } from '@leerhuis/language';

/** What stands in a file beside messages. */
export const entryKinds = ['enrolment', 'pro-forma', 'invoice', 'attest'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** `current` until something else became of it. */
export const entryStates = ['current', 'replaced', 'withdrawn', 'closed', 'revoked'] as const;
export type EntryState = (typeof entryStates)[number];

/** Something that was taken, owed or reached, as the part that owns it told. */
export interface Entry {
  kind: EntryKind;
  /** Of the enrolment, order or attest. */
  refId: string;
  /** In whose own file; null: in nobody's. */
  accountId: string | null;
  /** In which organisation's. */
  organisationId: string | null;
  at: Date;
  state: EntryState;
  /** Of what it is about; null: the course says. */
  titles: LocalisedText[] | null;
  courseId: string | null;
  number: string | null;
  totalCents: number | null;
}

export const entryId = ({ kind, refId }: Pick<Entry, 'kind' | 'refId'>): string => `${kind}:${refId}`;

/** What the people of an organisation need to see such an entry in its file (C-15). */
const seenBy = {
  enrolment: 'see-results',
  'pro-forma': 'see-invoices',
  invoice: 'see-invoices',
  attest: 'see-results',
} as const satisfies Record<EntryKind, string>;

export const kindsSeenWith = (rights: readonly string[]): EntryKind[] =>
  entryKinds.filter((kind) => rights.includes(seenBy[kind]));

interface Taken {
  accountId: string;
  organisationId: string | null;
}

/**
 * Whose file it is in. What somebody learns is in theirs, and in that of the organisation that it was taken for. What is bought for an
 * organisation is the organisation's alone, whoever ordered it (C-8).
 */
export const ofLearner = ({ accountId, organisationId }: Taken) => ({ accountId, organisationId });
export const ofBuyer = ({ accountId, organisationId }: Taken) =>
  organisationId === null ? { accountId, organisationId } : { accountId: null, organisationId };

/** Where it can be opened. */
export function addressOf({ kind, refId }: Pick<Entry, 'kind' | 'refId'>): string {
  const resource = { enrolment: 'enrolments', 'pro-forma': 'orders', invoice: 'orders', attest: 'attests' }[kind];
  return `/api/v1/${resource}/${refId}`;
}
