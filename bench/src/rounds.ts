/** How much is measured: `--quick` is for trying, its figures are worth nothing. */
export interface Extent {
  rounds: number;
  /** Length of one turn. */
  seconds: number;
}

/** What was measured in one turn, by name and unit, such as `{ 'p99 ms': 4.2 }`. */
export type Figures = Record<string, number>;

export interface Contestant {
  name: string;
  measure(): Promise<Figures>;
}

export type Measured = Map<string, Figures[]>;

/** Everyone has a turn in each round, and each round begins with another, so that nobody is always first. */
export async function inRounds(contestants: readonly Contestant[], rounds: number): Promise<Measured> {
  const measured: Measured = new Map(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % contestants.length;
    for (const { name, measure } of [...contestants.slice(first), ...contestants.slice(0, first)]) {
      const figures = await measure();
      measured.get(name)?.push(figures);
      const line = Object.entries(figures).map(([figure, value]) => `${figure} ${short(value)}`);
      console.log(`   round ${round + 1}/${rounds}  ${name}: ${line.join(', ')}`);
    }
  }
  return measured;
}

export function short(value: number): string {
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
