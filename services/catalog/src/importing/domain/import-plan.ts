import type { Words } from '@leerhuis/language';
import { euro } from '@leerhuis/money';
import { describe, type Outcome } from '../../courses/domain/change-course.ts';
import { type Course, type FieldPath, numberKey } from '../../courses/domain/course.ts';
import { comparePerHour, notCheaperThan, notDearerThan, type Priced } from '../../courses/domain/price-rule.ts';
import { type CreditPackage, describePackage } from '../../credit-packages/domain/credit-package.ts';
import {
  type CourseRefusal,
  contentOf,
  courseFindings,
  type FileCourse,
  type FilePackage,
  packageContentOf,
  type Uploads,
} from './file-course.ts';

/** Why a row of a file is refused, and for what in it. */
export type RowRefusal =
  | CourseRefusal
  | ({ path: FieldPath } & (
      | { refused: 'misshapen'; message: Words }
      | { refused: 'code-twice'; code: string }
      | { refused: 'number-taken'; holder: string }
      | { refused: 'not-sold-at-this-vat'; rates: readonly number[] }
      | { refused: 'package-not-cheaper' | 'course-not-dearer'; code: string }
    ));

/** One course or package of a file; without `value` it was refused already, for its findings or what its reader tells. */
export interface Candidate<T> {
  value: T | null;
  /** What could be read of it: all of it when there is a value. */
  sound: Partial<T>;
  findings: RowRefusal[];
}

/** What the catalogue holds, as far as a file can touch it. */
export interface Offer extends Uploads {
  /** Those that the file names. */
  courses: Course[];
  creditPackages: CreditPackage[];
  /** Of every course on sale that the file does not name, the one that is cheapest per hour. */
  cheapestOther: Priced | null;
  /** Code of the course that holds an accreditation number, by `numberKey`. */
  numberHolders: ReadonlyMap<string, string>;
  /** Percents at which something may be sold. */
  vatRates: readonly number[];
}

export interface Planned<T> {
  outcome: Outcome | 'refused';
  findings: RowRefusal[];
  /** What to save: null when nothing changes. `before` is null for what is new. */
  change: { before: T | null; after: T } | null;
}

export interface ImportPlan {
  courses: Planned<Course>[];
  creditPackages: Planned<CreditPackage>[];
}

/**
 * Decides what becomes of each course and package of a file, in its order. A refused one leaves the others alone and is
 * itself left as it was. Prices are held against what the catalogue will be, not against what it was (V-4).
 */
export function planImport(
  file: { courses: Candidate<FileCourse>[]; creditPackages: Candidate<FilePackage>[] },
  offer: Offer,
  { now, newId }: { now: Date; newId: () => string },
): ImportPlan {
  const named = file.creditPackages.flatMap(({ value }) => (value ? [priced(value)] : []));
  const packagesToBe = [
    ...named,
    ...offer.creditPackages.filter(({ code }) => !named.some((each) => each.code === code)),
  ];
  const holders = new Map(offer.numberHolders);
  const courseCodes = new Set<string>();
  const courses = file.courses.map(({ value, sound, findings }): Planned<Course> => {
    if (!value) return refused([...findings, ...unsoldRate(sound, offer), ...courseFindings(sound, offer)]);
    const found = [
      ...repeated(courseCodes, value.code),
      ...takenNumbers(value, holders),
      ...notCheaperThan(priced(value), packagesToBe).map(({ code }) => dear('package-not-cheaper', code)),
      ...unsoldRate(value, offer),
      ...courseFindings(value, offer),
    ];
    if (found.length > 0) return refused(found);
    for (const accreditation of value.accreditations) holders.set(numberKey(accreditation), value.code);
    const before = offer.courses.find(({ code }) => code === value.code) ?? null;
    const content = contentOf(value, offer, before);
    const { outcome, course } = describe(before, content, { id: before?.id ?? newId(), now });
    return { outcome, findings: [], change: outcome === 'unchanged' ? null : { before, after: course } };
  });

  const coursesToBe = [...onSale(offer.courses, courses), ...(offer.cheapestOther ? [offer.cheapestOther] : [])];
  const packageCodes = new Set<string>();
  const creditPackages = file.creditPackages.map(({ value, sound, findings }): Planned<CreditPackage> => {
    if (!value) return refused([...findings, ...unsoldRate(sound, offer)]);
    const tooCheap = notDearerThan(priced(value), coursesToBe).sort(comparePerHour)[0];
    const found = [
      ...repeated(packageCodes, value.code),
      ...(tooCheap ? [dear('course-not-dearer', tooCheap.code)] : []),
      ...unsoldRate(value, offer),
    ];
    if (found.length > 0) return refused(found);
    const before = offer.creditPackages.find(({ code }) => code === value.code) ?? null;
    const content = packageContentOf(value);
    const { outcome, creditPackage } = describePackage(before, content, { id: before?.id ?? newId(), now });
    return { outcome, findings: [], change: outcome === 'unchanged' ? null : { before, after: creditPackage } };
  });
  return { courses, creditPackages };
}

const priced = ({ code, priceCents, minutes }: FilePackage): Priced => ({ code, price: euro(priceCents), minutes });

function refused<T>(findings: RowRefusal[]): Planned<T> {
  return { outcome: 'refused', findings, change: null };
}

function onSale(stored: Course[], planned: Planned<Course>[]): Course[] {
  const after = planned.flatMap(({ change }) => (change ? [change.after] : []));
  const untouched = stored.filter(({ id }) => !after.some((course) => course.id === id));
  return [...after, ...untouched].filter(({ status }) => status === 'on-sale');
}

function repeated(codes: Set<string>, code: string): RowRefusal[] {
  const isRepeated = codes.has(code);
  codes.add(code);
  return isRepeated ? [{ refused: 'code-twice', path: ['code'], code }] : [];
}

function takenNumbers({ code, accreditations }: FileCourse, holders: Map<string, string>): RowRefusal[] {
  return accreditations.flatMap((accreditation, i): RowRefusal[] => {
    const holder = holders.get(numberKey(accreditation));
    if (holder === undefined || holder === code) return [];
    return [{ refused: 'number-taken', path: ['accreditations', i, 'accreditationNumber'], holder }];
  });
}

function unsoldRate({ vatRate }: Partial<FilePackage>, { vatRates: rates }: Offer): RowRefusal[] {
  return vatRate === undefined || rates.includes(vatRate)
    ? []
    : [{ refused: 'not-sold-at-this-vat', path: ['vatRate'], rates }];
}

function dear(refused: 'package-not-cheaper' | 'course-not-dearer', code: string): RowRefusal {
  return { refused, path: ['priceCents'], code };
}
