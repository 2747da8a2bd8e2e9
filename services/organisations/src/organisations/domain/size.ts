/** Figures of a whole enterprise: partners (over 25 %) and linked ones (over 50 %) counted in (K-2, K-3). */
export interface Figures {
  /** Full-time equivalents, as they were told. */
  fte: number;
  /** Integer cents of a year. */
  turnoverCents: number;
  balanceTotalCents: number;
}

export type Size = 'small' | 'medium' | 'large';

const million = 100_000_000;

/**
 * Small: fewer than 50 FTE, and a turnover or a balance total of at most 10 million; medium: fewer than 250 FTE, and a turnover of at
 * most 50 million or a balance total of at most 43 million; else large (K-2).
 */
export function sizeOf({ fte, turnoverCents, balanceTotalCents }: Figures): Size {
  const within = (turnover: number, balance: number) =>
    turnoverCents <= turnover * million || balanceTotalCents <= balance * million;
  if (fte < 50 && within(10, 10)) return 'small';
  return fte < 250 && within(50, 43) ? 'medium' : 'large';
}
