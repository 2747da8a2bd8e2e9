import { percentile } from './statistics.ts';

export interface Turn {
  clients: number;
  seconds: number;
}

/**
 * Clients that each begin anew as soon as they are answered, for so many seconds.
 * @param what is done, such as `orders`: its figure is `orders/s`
 */
export async function keepBusy({ clients, seconds }: Turn, what: string, work: (client: number) => Promise<void>) {
  const started = performance.now();
  const end = started + seconds * 1_000;
  const times: number[] = [];
  const client = async (number: number) => {
    while (performance.now() < end) {
      const begun = performance.now();
      await work(number);
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  const elapsed = (performance.now() - started) / 1_000;
  return { [`${what}/s`]: times.length / elapsed, 'p50 ms': percentile(times, 50), 'p99 ms': percentile(times, 99) };
}
