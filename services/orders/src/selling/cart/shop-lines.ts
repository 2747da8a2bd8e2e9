import { moneySchema, problem } from '@leerhuis/http-api';
import { z } from 'zod';

/** Ids of the catalogue. */
export const catalogIdSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/);

const maxQuantity = 20;

const courseLine = z.strictObject({ kind: z.literal('course').optional(), courseId: catalogIdSchema });
const packageLine = z.strictObject({
  kind: z.literal('credit-package').optional(),
  creditPackageId: catalogIdSchema,
  quantity: z.int().min(1).max(maxQuantity).optional(),
});

/** What somebody wants to buy: any mix of courses and packages of hours (V-3). A price is never among it. */
export const wantedLinesSchema = z
  .array(z.union([courseLine, packageLine]))
  .min(1)
  .max(50);

export interface WantedLine {
  kind: 'course' | 'credit-package';
  itemId: string;
  quantity: number;
}

/** The same course twice is one course; of a package one takes as many as both say, up to twenty. */
export function wantedLines(lines: z.output<typeof wantedLinesSchema>): WantedLine[] {
  const wanted: WantedLine[] = [];
  for (const line of lines) {
    const isCourse = 'courseId' in line;
    const kind = isCourse ? 'course' : 'credit-package';
    const itemId = isCourse ? line.courseId : line.creditPackageId;
    const quantity = isCourse ? 1 : (line.quantity ?? 1);
    const same = wanted.find((each) => each.kind === kind && each.itemId === itemId);
    if (!same) wanted.push({ kind, itemId, quantity });
    else if (!isCourse) same.quantity = Math.min(same.quantity + quantity, maxQuantity);
  }
  return wanted;
}

export function coursesOf(wanted: readonly WantedLine[]): string[] {
  return wanted.filter(({ kind }) => kind === 'course').map(({ itemId }) => itemId);
}

/** Those of the wanted that the shop does not sell (any more). */
export function missingFrom(items: readonly { kind: string; itemId: string }[], wanted: readonly WantedLine[]) {
  return wanted.filter(({ kind, itemId }) => !items.some((item) => item.kind === kind && item.itemId === itemId));
}

export function notOnSale(missing: readonly WantedLine[]) {
  const message = {
    nl: 'Dit wordt niet (meer) verkocht',
    fr: "Ceci n'est pas ou plus en vente",
    en: 'This is not sold, or no longer',
  };
  return problem(422, 'not-on-sale', {
    detail: message,
    errors: missing.map(({ itemId }) => ({
      field: 'lines',
      message: { nl: `${message.nl}: ${itemId}`, fr: `${message.fr} : ${itemId}`, en: `${message.en}: ${itemId}` },
    })),
  });
}

/** The sums at the foot of a cart or an order. */
export const totalsSchema = {
  net: moneySchema,
  vat: z.array(z.strictObject({ rate: z.number(), net: moneySchema, vat: moneySchema })),
  total: moneySchema,
};
