/** An amount in whole cents. Negative amounts are allowed (a credit note, a correction). */
export interface Money {
  readonly amount: number;
  readonly currency: 'EUR';
}

/**
 * Money of so many cents.
 * @throws RangeError when the amount is not a whole number of cents that can be counted exactly.
 */
export function euro(cents: number): Money {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`${cents} is not a whole number of cents`);
  // -0 would be told apart from 0 by deep equality
  return { amount: cents === 0 ? 0 : cents, currency: 'EUR' };
}

export function add(a: Money, b: Money): Money {
  return euro(a.amount + b.amount);
}

export function subtract(a: Money, b: Money): Money {
  return euro(a.amount - b.amount);
}

/** The sum of all amounts; nothing at all sums to zero. */
export function sum(amounts: Iterable<Money>): Money {
  let total = euro(0);
  for (const amount of amounts) total = add(total, amount);
  return total;
}

/**
 * A price times a quantity, exactly.
 * @throws RangeError when the quantity is not a whole number: a share of an amount is `percentOf` or `allocate`.
 */
export function multiply(money: Money, quantity: number): Money {
  if (!Number.isSafeInteger(quantity)) throw new RangeError(`${quantity} is not a whole quantity`);
  return euro(money.amount * quantity);
}

/** Negative when a is less than b, 0 when they are equal, positive when a is more. */
export function compare(a: Money, b: Money): number {
  return a.amount - b.amount;
}

/**
 * Divides a total by weights so that the parts sum to the total to the cent. Cents that are left over go to the
 * largest remainders, the earliest of equals first.
 * @throws RangeError when there are no weights, one is negative or not whole, or all are zero.
 */
export function allocate(total: Money, weights: readonly number[]): Money[] {
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0)) {
    throw new RangeError('weights are whole numbers that are not negative');
  }
  const whole = weights.reduce((sumSoFar, weight) => sumSoFar + BigInt(weight), 0n);
  if (whole === 0n) throw new RangeError('at least one weight must be more than zero');
  const sign = total.amount < 0 ? -1 : 1;
  const cents = BigInt(Math.abs(total.amount));
  const parts = weights.map((weight, index) => {
    const share = cents * BigInt(weight);
    return { index, cents: Number(share / whole), remainder: share % whole };
  });
  let left = Math.abs(total.amount) - parts.reduce((given, part) => given + part.cents, 0);
  const byRemainder = [...parts].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1,
  );
  for (const part of byRemainder) {
    if (left === 0) break;
    part.cents += 1;
    left -= 1;
  }
  return parts.map((part) => euro(sign * part.cents));
}

/**
 * So many percent of an amount, rounded once to the cent, half away from zero.
 * @param percent with at most four decimals (21, 5.5, 10.25).
 * @throws RangeError when the percentage has more decimals or is not finite.
 */
export function percentOf(money: Money, percent: number): Money {
  const tenThousandths = Math.round(percent * 10_000);
  if (!Number.isSafeInteger(tenThousandths) || Math.abs(tenThousandths / 10_000 - percent) > 1e-9) {
    throw new RangeError(`${percent} is not a percentage with at most four decimals`);
  }
  return euro(divideHalfAway(BigInt(money.amount) * BigInt(tenThousandths), 1_000_000n));
}

function divideHalfAway(numerator: bigint, divisor: bigint): number {
  const negative = numerator < 0n;
  const size = negative ? -numerator : numerator;
  const rounded = Number((2n * size + divisor) / (2n * divisor));
  return negative ? -rounded : rounded;
}
