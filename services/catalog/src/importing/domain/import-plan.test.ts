import { describe as about, expect, it } from '@jest/globals';
import { euro } from '@leerhuis/money';
import { fileCourse, filePackage, uploaded } from '../../../test/offers.ts';
import type { Course } from '../../courses/domain/course.ts';
import type { CreditPackage } from '../../credit-packages/domain/credit-package.ts';
import type { FileCourse, FilePackage } from './file-course.ts';
import { type Candidate, type Offer, planImport } from './import-plan.ts';

const now = new Date('2026-11-02T09:00:00Z');
const empty: Offer = {
  courses: [],
  creditPackages: [],
  cheapestOther: null,
  numberHolders: new Map(),
  ...uploaded,
  vatRates: [0, 6, 12, 21],
};

const candidate = <T extends { code: string }>(value: T): Candidate<T> => ({ value, sound: value, findings: [] });

function plan(courses: FileCourse[], packages: FilePackage[] = [], offer: Partial<Offer> = {}) {
  let ids = 0;
  const newId = () => `id-${++ids}`;
  const file = { courses: courses.map(candidate), creditPackages: packages.map(candidate) };
  return planImport(file, { ...empty, ...offer }, { now, newId });
}

const other = (changes: Partial<FileCourse>, number = 'OVB-2026-0002') =>
  fileCourse({
    code: 'OVB-2',
    accreditations: fileCourse().accreditations.map((each) => ({ ...each, accreditationNumber: number })),
    ...changes,
  });

function storedBy(courses: FileCourse[], packages: FilePackage[] = []): Partial<Offer> {
  const made = plan(courses, packages);
  return {
    courses: made.courses.flatMap(({ change }): Course[] => (change ? [change.after] : [])),
    creditPackages: made.creditPackages.flatMap(({ change }): CreditPackage[] => (change ? [change.after] : [])),
  };
}

const outcomes = ({ courses, creditPackages }: ReturnType<typeof plan>) =>
  [...courses, ...creditPackages].map(({ outcome }) => outcome);

about('an import', () => {
  it('creates what is new', () => {
    expect(outcomes(plan([fileCourse(), other({})], [filePackage()]))).toEqual(['created', 'created', 'created']);
  });

  it('changes nothing the second time', () => {
    const offer = storedBy([fileCourse()], [filePackage()]);
    const again = plan([fileCourse()], [filePackage()], offer);
    expect(outcomes(again)).toEqual(['unchanged', 'unchanged']);
    expect([...again.courses, ...again.creditPackages].map(({ change }) => change)).toEqual([null, null]);
  });

  it('changes a package with its next revision', () => {
    const { creditPackages } = plan([], [filePackage({ priceCents: 40_000 })], storedBy([], [filePackage()]));
    expect(creditPackages[0]).toMatchObject({ outcome: 'changed', change: { after: { revision: 2, changedAt: now } } });
  });

  it('refuses one row and goes on with the others', () => {
    const bad = other({ trailer: 'missing.mp4' });
    const made = plan([bad, fileCourse()]);
    expect(outcomes(made)).toEqual(['refused', 'created']);
    expect(made.courses[0]?.change).toBeNull();
  });

  it('passes on what was wrong with the shape of a row', () => {
    const message = { nl: 'a', fr: 'b', en: 'c' };
    const found = { refused: 'misshapen' as const, path: ['minutes'], message };
    const file = { courses: [{ value: null, sound: {}, findings: [found] }], creditPackages: [] };
    expect(planImport(file, empty, { now, newId: () => 'x' }).courses).toEqual([
      { outcome: 'refused', findings: [found], change: null },
    ]);
  });

  it('tells what the rules say of what could be read of a row, beside what is wrong with its shape', () => {
    const found = { refused: 'misshapen' as const, path: ['minutes'], message: { nl: 'a', fr: 'b', en: 'c' } };
    const sound = { vatRate: 5, trailer: 'missing.mp4', title: { nl: 'Titel' }, language: 'fr' as const };
    const file = { courses: [{ value: null, sound, findings: [found] }], creditPackages: [] };
    expect(planImport(file, empty, { now, newId: () => 'x' }).courses).toMatchObject([
      {
        outcome: 'refused',
        findings: [
          found,
          { refused: 'not-sold-at-this-vat' },
          { refused: 'no-title-in-its-language' },
          { refused: 'video-not-uploaded', path: ['trailer'] },
        ],
      },
    ]);
  });

  it('refuses what would be sold at no VAT rate of the provider', () => {
    const made = plan([fileCourse({ vatRate: 5 })], [filePackage({ vatRate: 5 })]);
    const findings = [{ refused: 'not-sold-at-this-vat', path: ['vatRate'], rates: [0, 6, 12, 21] }];
    expect([...made.courses, ...made.creditPackages]).toMatchObject([
      { outcome: 'refused', findings },
      { outcome: 'refused', findings },
    ]);
  });

  it('refuses a code that is in the file already', () => {
    const made = plan([fileCourse(), fileCourse({ priceCents: 7_000 })], [filePackage(), filePackage()]);
    expect(outcomes(made)).toEqual(['created', 'refused', 'created', 'refused']);
  });

  it('refuses an accreditation number of another course, stored or in the file', () => {
    expect(outcomes(plan([fileCourse(), other({}, 'OVB-2026-0001')]))).toEqual(['created', 'refused']);
    const numberHolders = new Map([['OVB OVB-2026-0001', 'OVB-9']]);
    expect(plan([fileCourse()], [], { numberHolders }).courses[0]?.findings[0]?.path).toEqual([
      'accreditations',
      0,
      'accreditationNumber',
    ]);
  });
});

about('prices per hour (V-4)', () => {
  const dear = filePackage({ priceCents: 60_000 });

  it('refuse a course that is not dearer than a package on offer', () => {
    const made = plan([fileCourse({ priceCents: 4_400 })], [], storedBy([], [filePackage()]));
    expect(made.courses[0]).toMatchObject({ outcome: 'refused', findings: [{ path: ['priceCents'] }] });
  });

  it('refuse a package that is not cheaper than the cheapest course, of the file or not', () => {
    expect(outcomes(plan([], [dear], { cheapestOther: { code: 'X', price: euro(6_000), minutes: 60 } }))).toEqual([
      'refused',
    ]);
    expect(outcomes(plan([], [dear], { courses: storedBy([fileCourse()]).courses ?? [] }))).toEqual(['refused']);
  });

  it('are held against packages as the file makes them, so that both may fall together', () => {
    const cheaper = [fileCourse({ priceCents: 4_000 })];
    const offer = storedBy([fileCourse()], [filePackage()]);
    expect(outcomes(plan(cheaper, [], offer))).toEqual(['refused']);
    expect(outcomes(plan(cheaper, [filePackage({ priceCents: 30_000 })], offer))).toEqual(['changed', 'changed']);
  });

  it('leave withdrawn courses out of account', () => {
    const [course] = storedBy([fileCourse()]).courses ?? [];
    if (!course) throw new Error('nothing stored');
    expect(outcomes(plan([], [dear], { courses: [{ ...course, status: 'withdrawn' }] }))).toEqual(['created']);
  });
});
