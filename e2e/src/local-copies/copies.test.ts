import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readFixture } from '@leerhuis/testkit';
import { baseline } from '../baseline/read-baseline.ts';
import { type Copy, compareCopy, localCopies, type Row } from './copies.ts';

const accounts: Copy = {
  of: { part: 'gateway', collection: 'accounts' },
  at: { part: 'orders', collection: 'accounts' },
  by: ['revision'],
};

describe('a local copy', () => {
  it('is as its owner is when all was told', () => {
    const owned = [{ _id: 'a', revision: 2, email: 'zoe@example.com' }];
    expect(compareCopy(accounts, owned, [{ _id: 'a', revision: 2 }])).toEqual([]);
    expect(compareCopy(accounts, [], [{ _id: 'gone', revision: 3, removed: true }])).toEqual([]);
  });

  it.each<[string, Row[], Row[], string]>([
    [
      'it is behind',
      [{ _id: 'a', revision: 2 }],
      [{ _id: 'a', revision: 1 }],
      'orders.accounts has revision 1 of a, gateway.accounts has revision 2',
    ],
    [
      'it is ahead',
      [{ _id: 'a', revision: 1 }],
      [{ _id: 'a', revision: 2 }],
      'orders.accounts has revision 2 of a, gateway.accounts has revision 1',
    ],
    [
      'it lacks one',
      [{ _id: 'a', revision: 1 }],
      [],
      'orders.accounts has nothing of a, gateway.accounts has revision 1',
    ],
    [
      'it took one away',
      [{ _id: 'a', revision: 1 }],
      [{ _id: 'a', revision: 1, removed: true }],
      'orders.accounts has nothing of a, gateway.accounts has revision 1',
    ],
    [
      'it has one that nobody told of',
      [],
      [{ _id: 'a', revision: 1 }],
      'orders.accounts has a, which gateway.accounts has not',
    ],
  ])('is found out when %s', (_what, owned, copied, fault) => {
    expect(compareCopy(accounts, owned, copied)).toEqual([fault]);
  });

  it('of what was withdrawn is what its owner told by then, or nothing', () => {
    const withdrawn = [{ _id: 'a', revision: 2, status: 'withdrawn' }];
    const sold = [{ _id: 'a', revision: 2, status: 'on-sale' }];
    const copied = [{ _id: 'a', revision: 1 }];
    const [prices, courses] = [
      { ...accounts, ofWithdrawn: 'nothing' as const },
      { ...accounts, ofWithdrawn: 'before' as const },
    ];
    expect(compareCopy(prices, withdrawn, [])).toEqual([]);
    expect(compareCopy(prices, withdrawn, copied)).toHaveLength(1);
    expect(compareCopy(courses, withdrawn, copied)).toEqual([]);
    expect(compareCopy(prices, sold, [])).toHaveLength(1);
    expect(compareCopy(courses, sold, copied)).toHaveLength(1);
  });

  it('know nothing of an organisation that was only asked for', () => {
    const [organisations] = localCopies.filter(({ at }) => at.collection === 'organisationCopies');
    const asked = { _id: 'o', state: 'requested', revision: 1 };
    if (!organisations) throw new Error('nobody has copies of organisations');
    expect(compareCopy(organisations, [asked], [])).toEqual([]);
    expect(compareCopy(organisations, [asked], [{ _id: 'o', revision: 1 }])).toHaveLength(1);
  });

  it('may go by moments', () => {
    const attests = { ...accounts, by: ['issuedAt', 'revokedAt'] };
    const issuedAt = new Date('2026-03-02T10:00:00Z');
    expect(compareCopy(attests, [{ _id: 'a', issuedAt, revokedAt: null }], [{ _id: 'a', issuedAt }])).toEqual([]);
    expect(compareCopy(attests, [{ _id: 'a', issuedAt, revokedAt: issuedAt }], [{ _id: 'a', issuedAt }])).toHaveLength(
      1,
    );
  });
});

describe('local copies', () => {
  it('are all named here', () => {
    const services = fileURLToPath(new URL('../../../services/', import.meta.url));
    const files = readdirSync(services, { recursive: true, encoding: 'utf8' });
    const made = files
      .filter((file) => /^\w+\/src\/.*\.ts$/.test(file))
      .flatMap((file) => {
        const source = readFileSync(`${services}${file}`, 'utf8');
        const own = [...source.matchAll(/localCopy<.*>\(\w+, '(\w+)'/g)].map(([, collection]) => collection);
        const settings = source.includes('await followSettings(') ? ['settingsCopies'] : [];
        const members = source.includes('knowsMembers: true') ? ['memberCopies', 'organisationCopies'] : [];
        return [...own, ...settings, ...members].map((collection) => `${file.split('/')[0]}.${collection}`);
      });
    expect(made.length).toBeGreaterThan(5);
    expect(localCopies.map(({ at }) => `${at.part}.${at.collection}`)).toEqual(expect.arrayContaining(made));
  });

  it('were as their owners were when the release before was kept', async () => {
    for (const copy of localCopies.filter(({ isNew }) => !isNew)) {
      const [owned, copied] = await Promise.all(
        [copy.of, copy.at].map(async ({ part, collection }) =>
          (await readFixture(baseline.database(part))).get(collection),
        ),
      );
      // settings are stored from their first change on
      if (copy.of.collection !== 'settings') expect(owned).not.toEqual([]);
      expect(compareCopy(copy, (owned ?? []) as Row[], (copied ?? []) as Row[])).toEqual([]);
    }
  });
});
