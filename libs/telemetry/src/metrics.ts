import {
  Counter,
  type CounterConfiguration,
  Gauge,
  type GaugeConfiguration,
  Histogram,
  type HistogramConfiguration,
  Registry,
} from 'prom-client';
import { addProcessMetrics } from './process-metrics.ts';

export type { Counter, Gauge, Histogram } from 'prom-client';

/** The Prometheus metrics of one service. Asking twice for the same name gives the same metric. */
export interface Metrics {
  registry: Registry;
  counter<L extends string = never>(options: Options<CounterConfiguration<L>>): Counter<L>;
  gauge<L extends string = never>(options: Options<GaugeConfiguration<L>>): Gauge<L>;
  histogram<L extends string = never>(options: Options<HistogramConfiguration<L>>): Histogram<L>;
}

type Options<C> = Omit<C, 'registers' | 'aggregator'>;

/** A registry of its own, with figures of the process that are read at the scrape only: no timers run for them. */
export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  addProcessMetrics(registry);
  const once = <M>(name: string, create: () => M): M => (registry.getSingleMetric(name) as M | undefined) ?? create();
  const registers = [registry];
  return {
    registry,
    counter: (options) => once(options.name, () => new Counter({ ...options, registers })),
    gauge: (options) => once(options.name, () => new Gauge({ ...options, registers })),
    histogram: (options) => once(options.name, () => new Histogram({ ...options, registers })),
  };
}
