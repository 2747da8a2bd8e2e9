import { describe, expect, it } from '@jest/globals';
import { share } from './share.ts';

const now = new Date('2026-11-22T10:00:00Z');
const how = { newId: () => 'i1', now, zone: 'Europe/Brussels' };
const lot = { ownerId: 'ann', invitations: [] };
const ann = { email: 'ann@kantoor.example', isOfOffice: true };

describe('sharing a package (V-8)', () => {
  it('asks who is named, and never its owner', () => {
    const shared = share(lot, ['ann', 'ann@kantoor.example', 'bob@kantoor.example'], ann, how);
    expect(shared).toMatchObject({ fresh: [{ to: 'bob@kantoor.example', answer: 'none' }] });
  });

  it('is within an organisation: who is of none asks nobody, but may take people off the list', () => {
    const alone = { ...ann, isOfOffice: false };
    expect(share(lot, ['bob@kantoor.example'], alone, how)).toEqual({ refused: 'no-office' });
    expect(share(lot, ['bob@kantoor.example'], { email: null, isOfOffice: false }, how)).toEqual({
      refused: 'no-office',
    });
    expect(share(lot, [], alone, how)).toEqual({ invitations: [], fresh: [] });
  });

  it('asks no more than three hundred within the time that an invitation holds', () => {
    const many = Array.from({ length: 301 }, (_, n) => `p${n}@kantoor.example`);
    expect(share(lot, many, ann, how)).toEqual({ refused: 'too-many-asked' });
  });
});
