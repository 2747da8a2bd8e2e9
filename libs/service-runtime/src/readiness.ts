import { type Metrics, readinessMetrics } from '@leerhuis/telemetry';
import { within } from '@leerhuis/waiting';

export interface Readiness {
  /** What must hold for calls to be answered. */
  add(name: string, check: Check): void;
  /** What may be late while calls are answered: told beside, and no reason to be sent none. */
  watch(name: string, check: Check, limitMs?: number): void;
  /** Runs all checks at the same moment; one that throws, or takes over 2 s (a watched one 1 s), counts as not holding. */
  report(): Promise<ReadinessReport>;
}

type Check = () => boolean | Promise<boolean>;

export interface ReadinessReport {
  ready: boolean;
  checks: Record<string, boolean>;
  /** The watched ones that don't hold. */
  late: string[];
}

const checkLimitMs = 2_000;
/** Who asks waits for what is merely late, too: the gateway, which asks all services, has itself 2 s. */
const watchLimitMs = 1_000;

/** Whether this process can serve its calls, and what of it is late. With `metrics`, each scrape tells of both. */
export function createReadiness(metrics?: Metrics): Readiness {
  const checks = new Map<string, { check: Check; isNeeded: boolean; limitMs: number }>();
  const readiness: Readiness = {
    add: (name, check) => {
      checks.set(name, { check, isNeeded: true, limitMs: checkLimitMs });
    },
    watch: (name, check, limitMs = watchLimitMs) => {
      checks.set(name, { check, isNeeded: false, limitMs });
    },
    async report() {
      const results = await Promise.all(
        [...checks].map(async ([name, { check, limitMs }]) => [name, await holdsInTime(check, limitMs)] as const),
      );
      const failing = results.filter(([, holds]) => !holds).map(([name]) => name);
      const late = failing.filter((name) => checks.get(name)?.isNeeded === false);
      return { ready: failing.length === late.length, checks: Object.fromEntries(results), late };
    },
  };
  if (metrics) {
    let underWay: Promise<void> | undefined;
    const fill = async () => {
      const report = await readiness.report();
      for (const [check, holds] of Object.entries(report.checks)) {
        if (checks.get(check)?.isNeeded) gauges.ready.set({ check }, holds ? 1 : 0);
        else gauges.late.set({ check }, holds ? 0 : 1);
      }
      underWay = undefined;
    };
    // each of the two waits for the checks, which run once
    const gauges = readinessMetrics(metrics, () => {
      underWay ??= fill();
      return underWay;
    });
  }
  return readiness;
}

async function holdsInTime(check: Check, limitMs: number): Promise<boolean> {
  return within(limitMs, check, 'it does not hold in time').catch(() => false);
}
