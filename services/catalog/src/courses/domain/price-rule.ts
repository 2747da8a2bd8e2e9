import type { Money } from '@leerhuis/money';

/** Something sold for so many minutes of training. */
export interface Priced {
  code: string;
  /** Excluding VAT. */
  price: Money;
  minutes: number;
}

/**
 * Negative when an hour of `a` is cheaper than an hour of `b`. Compared as fractions: rounded prices per hour may tie
 * where the real ones don't.
 */
export function comparePerHour(a: Priced, b: Priced): number {
  return a.price.amount * b.minutes - b.price.amount * a.minutes;
}

/** The packages that would not be cheaper per hour than this course (V-4). */
export function notCheaperThan(course: Priced, packages: readonly Priced[]): Priced[] {
  return packages.filter((each) => comparePerHour(each, course) >= 0);
}

/** The courses that would not be dearer per hour than this package (V-4). */
export function notDearerThan(creditPackage: Priced, courses: readonly Priced[]): Priced[] {
  return courses.filter((each) => comparePerHour(creditPackage, each) >= 0);
}
