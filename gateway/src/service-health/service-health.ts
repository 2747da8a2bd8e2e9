import type { Parts } from '@leerhuis/service-parts';

const trustFor = 1_000;
/** Longer than a service waits for what of it is late, shorter than who asks the gateway waits. */
const timeLimit = 1_800;

/** Longer than services wait for what of them is late. */
const watchLimit = 2_000;

/** Tells which services are away: each takes its own calls with it, and no other's. */
export function watchServices({ readiness }: Parts, urls: Record<string, string[]>): void {
  for (const [name, copies] of Object.entries(urls))
    readiness.watch(
      name,
      serviceHealth(copies, () => performance.now()),
      watchLimit,
    );
}

/** Asks the copies of a service whether all are ready; the answer counts for a second. */
function serviceHealth(urls: readonly string[], now: () => number) {
  let last: { at: number; ready: Promise<boolean> } | undefined;
  async function ask(url: string): Promise<boolean> {
    try {
      const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(timeLimit) });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }
  const askAll = async () => (await Promise.all(urls.map(ask))).every(Boolean);
  return (): Promise<boolean> => {
    if (!last || now() - last.at > trustFor) last = { at: now(), ready: askAll() };
    return last.ready;
  };
}
