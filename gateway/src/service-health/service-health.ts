const trustFor = 1_000;
const timeLimit = 2_000;

/** Asks a service whether it is ready; the answer counts for a second. */
export function serviceHealth(url: string, now: () => number) {
  let last: { at: number; ready: Promise<boolean> } | undefined;
  async function ask(): Promise<boolean> {
    try {
      const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(timeLimit) });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }
  return (): Promise<boolean> => {
    if (!last || now() - last.at > trustFor) last = { at: now(), ready: ask() };
    return last.ready;
  };
}
