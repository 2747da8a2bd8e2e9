import { expect, it } from '@jest/globals';
import { shareOut } from './share-out.ts';

const people = [
  { membershipId: 'm1', workEmail: 'Ann@kantoor.example' },
  { membershipId: 'm2', workEmail: null },
];

it('is for people of the organisation, by membership or work address, each once (V-8)', () => {
  expect(shareOut(['m2', 'ann@kantoor.example', 'm1'], people)).toEqual({ members: ['m2', 'm1'] });
  expect(shareOut([], people)).toEqual({ members: [] });
});

it('is for nobody else, and says who is not', () => {
  const refused = shareOut(['m1', 'm3', 'zoe@elders.example'], people);
  expect(refused).toEqual({ refused: 'not-of-office', who: ['m3', 'zoe@elders.example'] });
});
