import { describe, expect, it } from '@jest/globals';
import { attestWarnings, type Candidate } from './attest-outlook.ts';

const course = {
  itemId: 'huur',
  seconds: 3_600,
  accreditations: [
    { federation: 'OVB' as const, attestUntil: '2026-12-31' },
    { federation: 'FBC' as const, attestUntil: '2027-06-30' },
  ],
};
const nobody: Candidate = { federations: [], attested: new Set() };
const lawyer: Candidate = { federations: ['OVB'], attested: new Set() };
const on = (day: string) => () => day;
const lateOn = (day: string, next: string) => (seconds: number) => (seconds === 0 ? day : next);
const kinds = (who: Candidate, dayIn: (seconds: number) => string) =>
  attestWarnings(course, who, dayIn).map(({ kind }) => kind);

describe('a warning that no attest can come of a course', () => {
  it('is none where one can', () => expect(kinds(lawyer, on('2026-12-31'))).toEqual([]));

  it('tells of the federations that none has a member number of', () => {
    expect(attestWarnings(course, nobody, on('2026-11-01'))).toEqual([
      { kind: 'no-membership', federations: ['OVB', 'FBC'] },
    ]);
    expect(kinds({ ...nobody, federations: ['ITAA'] }, on('2026-11-01'))).toEqual(['no-membership']);
    expect(kinds({ ...nobody, federations: undefined }, on('2026-11-01'))).toEqual([]);
  });

  it('tells that the last day is past, of the federations of the person (V-25)', () => {
    expect(kinds(lawyer, on('2027-01-01'))).toEqual(['attest-until-past']);
    expect(kinds({ ...lawyer, federations: ['OVB', 'FBC'] }, on('2027-01-01'))).toEqual([]);
    expect(kinds({ ...lawyer, federations: undefined }, on('2027-07-01'))).toEqual(['attest-until-past']);
  });

  it('tells that the last day comes before it can be watched', () => {
    expect(kinds(lawyer, lateOn('2026-12-31', '2027-01-01'))).toEqual(['attest-until-too-soon']);
  });

  it('tells of no member number that would come too late (V-25)', () => {
    expect(kinds(nobody, on('2027-07-01'))).toEqual(['attest-until-past']);
    expect(kinds(nobody, lateOn('2027-06-30', '2027-07-01'))).toEqual(['attest-until-too-soon']);
    expect(attestWarnings(course, nobody, on('2027-01-01'))).toEqual([{ kind: 'no-membership', federations: ['FBC'] }]);
  });

  it('tells of an attest that is there already, and of nothing else then (V-17)', () => {
    expect(kinds({ ...nobody, attested: new Set(['huur']) }, on('2028-01-01'))).toEqual(['attest-already']);
  });

  it('says nothing of a course that is not known', () => {
    expect(
      attestWarnings({ itemId: 'weg', accreditations: undefined, seconds: undefined }, nobody, on('2028-01-01')),
    ).toEqual([]);
  });
});
