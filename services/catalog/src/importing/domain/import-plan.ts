import { euro } from '@leerhuis/money';
import { describe, type Outcome } from '../../courses/domain/change-course.ts';
import { type Course, numberKey } from '../../courses/domain/course.ts';
import { comparePerHour, notCheaperThan, notDearerThan, type Priced } from '../../courses/domain/price-rule.ts';
import { type Finding, finding } from '../../courses/domain/text.ts';
import { type CreditPackage, describePackage } from '../../credit-packages/domain/credit-package.ts';
import { contentOf } from './course-content.ts';
import type { FileCourse, FilePackage, MediaLengths } from './file-course.ts';

/** One course or package of a file; without `value` its shape was refused already. */
export interface Candidate<T> {
  code: string | null;
  value: T | null;
  findings: Finding[];
}

/** What the catalogue holds, as far as a file can touch it. */
export interface Offer {
  /** Those that the file names. */
  courses: Course[];
  creditPackages: CreditPackage[];
  /** Of every course on sale that the file does not name, the one that is cheapest per hour. */
  cheapestOther: Priced | null;
  /** Code of the course that holds an accreditation number, by `numberKey`. */
  numberHolders: ReadonlyMap<string, string>;
  media: MediaLengths;
}

export interface Planned<T> {
  outcome: Outcome | 'refused';
  findings: Finding[];
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
  const courses = file.courses.map(({ code, value, findings }): Planned<Course> => {
    if (!value) return refused(findings);
    const content = contentOf(value, offer.media);
    const found = [
      ...repeated(courseCodes, value.code),
      ...takenNumbers(value, holders),
      ...notCheaperThan(priced(value), packagesToBe).map((each) => packageNotCheaper(each.code)),
      ...(Array.isArray(content) ? content : []),
    ];
    if (found.length > 0 || Array.isArray(content)) return refused(found);
    for (const accreditation of content.accreditations) holders.set(numberKey(accreditation), value.code);
    const before = offer.courses.find((each) => each.code === code) ?? null;
    const { outcome, course } = describe(before, content, { id: before?.id ?? newId(), now });
    return { outcome, findings: [], change: outcome === 'unchanged' ? null : { before, after: course } };
  });

  const coursesToBe = [...onSale(offer.courses, courses), ...(offer.cheapestOther ? [offer.cheapestOther] : [])];
  const packageCodes = new Set<string>();
  const creditPackages = file.creditPackages.map(({ code, value, findings }): Planned<CreditPackage> => {
    if (!value) return refused(findings);
    const tooCheap = notDearerThan(priced(value), coursesToBe).sort(comparePerHour)[0];
    const found = [...repeated(packageCodes, value.code), ...(tooCheap ? [courseNotDearer(tooCheap.code)] : [])];
    if (found.length > 0) return refused(found);
    const before = offer.creditPackages.find((each) => each.code === code) ?? null;
    const { priceCents, ...plain } = value;
    const content = { ...plain, price: euro(priceCents) };
    const { outcome, creditPackage } = describePackage(before, content, { id: before?.id ?? newId(), now });
    return { outcome, findings: [], change: outcome === 'unchanged' ? null : { before, after: creditPackage } };
  });
  return { courses, creditPackages };
}

const priced = ({ code, priceCents, minutes }: FilePackage): Priced => ({ code, price: euro(priceCents), minutes });

function refused<T>(findings: Finding[]): Planned<T> {
  return { outcome: 'refused', findings, change: null };
}

function onSale(stored: Course[], planned: Planned<Course>[]): Course[] {
  const after = planned.flatMap(({ change }) => (change ? [change.after] : []));
  const untouched = stored.filter(({ id }) => !after.some((course) => course.id === id));
  return [...after, ...untouched].filter(({ status }) => status === 'on-sale');
}

function repeated(codes: Set<string>, code: string): Finding[] {
  const isRepeated = codes.has(code);
  codes.add(code);
  if (!isRepeated) return [];
  return [
    finding(
      ['code'],
      `${code} staat hoger in het bestand al`,
      `${code} figure déjà plus haut dans le fichier`,
      `${code} is in the file already, further up`,
    ),
  ];
}

function takenNumbers(course: FileCourse, holders: Map<string, string>): Finding[] {
  return course.accreditations.flatMap((accreditation, i) => {
    const holder = holders.get(numberKey(accreditation));
    if (holder === undefined || holder === course.code) return [];
    return [
      finding(
        ['accreditations', i, 'accreditationNumber'],
        `Dit nummer is van cursus ${holder}`,
        `Ce numéro appartient au cours ${holder}`,
        `This number belongs to course ${holder}`,
      ),
    ];
  });
}

export function packageNotCheaper(code: string): Finding {
  return finding(
    ['priceCents'],
    `Per uur zou pakket ${code} niet goedkoper zijn dan deze cursus`,
    `Par heure, le forfait ${code} ne serait pas moins cher que ce cours`,
    `Per hour, package ${code} would not be cheaper than this course`,
  );
}

function courseNotDearer(code: string): Finding {
  return finding(
    ['priceCents'],
    `Per uur is dit pakket niet goedkoper dan cursus ${code}`,
    `Par heure, ce forfait n’est pas moins cher que le cours ${code}`,
    `Per hour, this package is not cheaper than course ${code}`,
  );
}
