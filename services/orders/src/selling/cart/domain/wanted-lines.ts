import type { LocalisedText } from '@leerhuis/language';

/** What somebody wants to buy: a course, or so many of a package of hours. A price is never among it. */
export interface WantedLine {
  kind: 'course' | 'credit-package';
  itemId: string;
  quantity: number;
  /** Of a course for an organisation: memberships of those who learn by it, as many as its quantity. */
  learners?: string[];
  /** What it was called when it was put into the cart, for when it is sold no more. */
  title?: LocalisedText;
}

/** How often one may take the same package. */
export const maxQuantity = 20;

/** A line as it was typed. */
export type NamedLine =
  | { courseId: string; learners?: string[] | undefined }
  | { creditPackageId: string; quantity?: number | undefined };

/**
 * The same course twice is one course, for all whom both lines name; of a package one takes as many as both say, up to twenty (V-3).
 * @param self membership of who acts for an organisation: who learns by a course that names nobody. Null for a person: they do
 */
export function wantedLines(named: readonly NamedLine[], self: string | null = null): WantedLine[] {
  const wanted: WantedLine[] = [];
  for (const line of named) {
    const isCourse = 'courseId' in line;
    const kind = isCourse ? 'course' : 'credit-package';
    const itemId = isCourse ? line.courseId : line.creditPackageId;
    const same = wanted.find((each) => each.kind === kind && each.itemId === itemId);
    if (isCourse && self !== null) {
      const learners = [...new Set([...(same?.learners ?? []), ...(line.learners ?? [self])])];
      if (same) Object.assign(same, { learners, quantity: learners.length });
      else wanted.push({ kind, itemId, quantity: learners.length, learners });
      continue;
    }
    const quantity = isCourse ? 1 : (line.quantity ?? 1);
    if (!same) wanted.push({ kind, itemId, quantity });
    else if (!isCourse) same.quantity = Math.min(same.quantity + quantity, maxQuantity);
  }
  return wanted;
}

/** Memberships of all who learn by these lines, each once. */
export function learnersIn(wanted: readonly Pick<WantedLine, 'learners'>[]): string[] {
  return [...new Set(wanted.flatMap(({ learners }) => learners ?? []))];
}

/**
 * Each line by itself, in the order and at the place in which it was typed; null for what could not be read.
 * @param self as of `wantedLines`; whom a person names, who is to name nobody, is kept
 */
export function linesAsTyped(named: readonly (NamedLine | null)[], self: string | null): (WantedLine | null)[] {
  return named.map((line) => {
    const [wanted] = line ? wantedLines([line], self) : [];
    if (!line || !wanted) return null;
    return 'courseId' in line && line.learners ? { ...wanted, learners: line.learners } : wanted;
  });
}

export function coursesOf(wanted: readonly WantedLine[]): string[] {
  return wanted.filter(({ kind }) => kind === 'course').map(({ itemId }) => itemId);
}

/** Those of the wanted that the shop does not sell (any more). */
export function missingFrom(
  items: readonly Pick<WantedLine, 'kind' | 'itemId'>[],
  wanted: readonly WantedLine[],
): WantedLine[] {
  return wanted.filter(({ kind, itemId }) => !items.some((item) => item.kind === kind && item.itemId === itemId));
}
