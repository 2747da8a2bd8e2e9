/** A collection in which a part keeps what another tells, or the one of the part that tells it. */
export interface Place {
  part: 'gateway' | 'catalog' | 'orders' | 'learning' | 'certification' | 'notifications' | 'organisations';
  collection: string;
}

export interface Copy {
  of: Place;
  at: Place;
  /** Fields that are the same in both when all was told. */
  by: readonly string[];
  /**
   * What the copy has of what its owner withdrew: `nothing`, or what was told `before`, for who listens to no withdrawals.
   */
  ofWithdrawn?: 'nothing' | 'before';
  /** The release before did not keep it. */
  isNew?: true;
}

const place = (name: string): Place => {
  const [part, collection] = name.split('.') as [Place['part'], string];
  return { part, collection };
};
const whoKnowMembers = ['gateway', 'orders', 'learning', 'certification', 'notifications'];
const byRevision = (of: string, ...at: string[]): Copy[] =>
  at.map((one) => ({ of: place(of), at: place(one), by: ['revision'] }));

/** Every local copy of what another part owns. */
export const localCopies: readonly Copy[] = [
  ...byRevision('gateway.accounts', 'orders.accounts', 'learning.accounts', 'certification.accountCopies'),
  ...byRevision('gateway.accounts', 'notifications.newsletterSubscriptions').map((copy) => {
    return { ...copy, isNew: true as const };
  }),
  ...byRevision('gateway.accounts', 'organisations.accountCopies').map((copy) => ({ ...copy, isNew: true as const })),
  ...byRevision('gateway.settings', 'organisations.settingsCopies').map((copy) => ({ ...copy, isNew: true as const })),
  ...byRevision('catalog.courses', 'orders.coursePrices').map((copy) => ({ ...copy, ofWithdrawn: 'nothing' as const })),
  ...byRevision('catalog.courses', 'learning.courses', 'certification.courseCopies').map((copy) => {
    return { ...copy, ofWithdrawn: 'before' as const };
  }),
  ...byRevision('catalog.creditPackages', 'orders.creditPackagePrices'),
  ...byRevision(
    'gateway.settings',
    'catalog.settingsCopies',
    'orders.settingsCopies',
    'learning.settingsCopies',
    'certification.settingsCopies',
    'notifications.settingsCopies',
  ),
  ...byRevision('catalog.courses', 'notifications.courseTitles').map((copy) => {
    return { ...copy, ofWithdrawn: 'before' as const, isNew: true as const };
  }),
  ...whoKnowMembers
    .flatMap((part) => [
      ...byRevision('organisations.members', `${part}.memberCopies`),
      ...byRevision('organisations.organisations', `${part}.organisationCopies`),
    ])
    .map((copy) => ({ ...copy, isNew: true as const })),
  // an attest has no revision: it is issued once, and revoked once at most
  ...['orders.attestCopies', 'learning.attests'].map((at) => ({
    of: place('certification.attests'),
    at: place(at),
    by: ['issuedAt', 'revokedAt'],
  })),
];

export type Row = { _id: string; [field: string]: unknown };

/**
 * Holds a copy against what its owner has.
 * @returns what lacks, is behind or ahead, or is nobody's, in words; an empty list when all was told
 */
export function compareCopy(
  { of, at, by, ofWithdrawn }: Copy,
  owned: readonly Row[],
  copied: readonly Row[],
): string[] {
  const name = ({ part, collection }: Place) => `${part}.${collection}`;
  const state = (row: Row) => by.map((field) => `${field} ${worded(row[field])}`).join(', ');
  const there = new Map(copied.filter(isCopy).map((row) => [row._id, state(row)]));
  const ids = new Set(owned.map(({ _id }) => _id));
  const faults = owned.flatMap((row) => {
    const found = there.get(row._id);
    // an organisation that somebody asked for is told to nobody
    if (row['state'] === 'requested') return found === undefined ? [] : [`${name(at)} has ${row._id}, a request`];
    if (row['status'] === 'withdrawn' && ofWithdrawn) {
      if (ofWithdrawn === 'before' || found === undefined) return [];
    } else if (found === state(row)) return [];
    return [`${name(at)} has ${found ?? 'nothing'} of ${row._id}, ${name(of)} has ${state(row)}`];
  });
  const strange = [...there.keys()].filter((id) => !ids.has(id));
  return [...faults, ...strange.map((id) => `${name(at)} has ${id}, which ${name(of)} has not`)];
}

/** What its owner removed is none, nor what stands beside copies without a fact: subscriptions of addresses. */
function isCopy(row: Row): boolean {
  return row['removed'] !== true && row['revision'] !== 0;
}

function worded(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value ?? 'none');
}
