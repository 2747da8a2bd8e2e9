import { type Metrics, readinessMetric } from '@leerhuis/telemetry';

export interface Readiness {
  add(name: string, check: () => boolean | Promise<boolean>): void;
  /** Runs all checks at the same moment; one that throws or takes over 2 s counts as not ready. */
  report(): Promise<ReadinessReport>;
}

export interface ReadinessReport {
  ready: boolean;
  checks: Record<string, boolean>;
}

const checkLimitMs = 2_000;

/** What must hold before this process may be sent work. With `metrics`, each scrape tells of it too. */
export function createReadiness(metrics?: Metrics): Readiness {
  const checks = new Map<string, () => boolean | Promise<boolean>>();
  const readiness: Readiness = {
    add: (name, check) => {
      checks.set(name, check);
    },
    async report() {
      const results = await Promise.all(
        [...checks].map(async ([name, check]) => [name, await holdsInTime(check)] as const),
      );
      return { ready: results.every(([, holds]) => holds), checks: Object.fromEntries(results) };
    },
  };
  if (metrics) {
    const gauge = readinessMetric(metrics, async () => {
      const report = await readiness.report();
      for (const [check, holds] of Object.entries(report.checks)) gauge.set({ check }, holds ? 1 : 0);
    });
  }
  return readiness;
}

async function holdsInTime(check: () => boolean | Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, checkLimitMs, false);
  });
  try {
    return await Promise.race([Promise.resolve().then(check), limit]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
