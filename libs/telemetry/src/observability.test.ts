import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { dashboardOf, services } from '../../../deploy/observability/dashboards.ts';
import { createMetrics } from './metrics.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8');

interface Alert {
  alert: string;
  expr: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}
const rules = parse(read('deploy/observability/alerts.yml')) as { groups: { rules: Alert[] }[] };
const alerts = rules.groups.flatMap((group) => group.rules);
const expressions = [
  ...alerts.map(({ alert, expr }) => [alert, expr] as const),
  ...[...dashboardOf('orders').matchAll(/"expr":("(?:[^"\\]|\\.)*")/g)].map(
    (match) => ['dashboard', JSON.parse(match[1] ?? '""') as string] as const,
  ),
];

/** The names of all metrics that any code of ours makes, and of those that Prometheus adds. */
function knownMetrics(): Set<string> {
  const sources = ['libs', 'services', 'gateway'].flatMap((folder) =>
    readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => /(^|\/)src\/.*\.ts$/.test(file) && !/\.test\.ts$|node_modules\//.test(file))
      .map((file) => `${folder}/${file}`),
  );
  const names = sources.flatMap((file) =>
    [...read(file).matchAll(/name: '([a-z]+(?:_[a-z]+)+)'/g)].map((match) => match[1]),
  );
  const own = createMetrics('orders').registry.getMetricsAsArray();
  return new Set([
    'up',
    ...own.map((metric) => metric.name),
    ...names.flatMap((name) => (name ? [name, `${name}_bucket`] : [])),
  ]);
}

/** The metric names in a PromQL expression: words that are no function, keyword, label or text. */
function namesIn(expression: string): string[] {
  const bare = expression
    .replace(/"(?:[^"\\]|\\.)*"/g, '')
    .replace(/\{[^}]*\}/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/\b(by|without|on)\s*\([^)]*\)/g, '')
    .replace(/\boffset \w+/g, '');
  const keywords = ['and', 'or', 'unless', 'group_left', 'group_right'];
  const words = [...bare.matchAll(/\b([a-z_]+)\b(?!\s*\()/g)].map((match) => match[1] ?? '');
  const operators = ['sum', 'min', 'max', 'rate', 'increase', 'e'];
  return words.filter((word) => !keywords.includes(word) && !operators.includes(word));
}

interface Case {
  name: string;
  interval: string;
  alert_rule_test: { alertname: string }[];
}
const { tests } = parse(read('deploy/observability/alerts.test.yml')) as { tests: Case[] };
const promtool = spawnSync('promtool', ['--version']).status === 0;

describe('the cases of the alerts', () => {
  it('have samples no further apart than Prometheus looks back, which is five minutes', () => {
    expect(tests.filter(({ interval }) => !/^([1-5]m|[1-9]\d?s)$/.test(interval)).map(({ name }) => name)).toEqual([]);
  });

  it('are there for every alert', () => {
    const tried = new Set(tests.flatMap((each) => each.alert_rule_test.map(({ alertname }) => alertname)));
    expect(alerts.map(({ alert }) => alert).filter((alert) => !tried.has(alert))).toEqual([]);
  });

  (promtool ? it : it.skip)('come out as promtool runs them, where that is installed', () => {
    const cwd = `${root}/deploy/observability`;
    const { status, stdout } = spawnSync('promtool', ['test', 'rules', 'alerts.test.yml'], { cwd, encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, expect.stringContaining('SUCCESS')]);
  });
});

describe('what watches the platform', () => {
  it('names metrics that exist', () => {
    const known = knownMetrics();
    expect(expressions.length).toBeGreaterThan(35);
    for (const [where, expression] of expressions) {
      const names = namesIn(expression);
      expect({ where, expression, names: names.length > 0 }).toEqual({ where, expression, names: true });
      expect({ where, unknown: names.filter((name) => !known.has(name)) }).toEqual({ where, unknown: [] });
    }
  });

  it('tells for each alert how bad it is, what is the matter and what to do', () => {
    const headings = new Set([...read('docs/runbook.md').matchAll(/^## (\w+)$/gm)].map((match) => match[1]));
    for (const { alert, labels, annotations } of alerts) {
      expect(['critical', 'warning']).toContain(labels['severity']);
      expect(annotations['summary']).toBeTruthy();
      expect(annotations['runbook']).toBe(`docs/runbook.md#${alert.toLowerCase()}`);
      expect(headings).toContain(alert);
    }
    expect([...headings].sort()).toEqual(alerts.map(({ alert }) => alert).sort());
  });

  it.each([...services])(
    'has a current dashboard of %s (else: npx tsx deploy/observability/generate.ts)',
    (service) => {
      expect(JSON.parse(read(`deploy/observability/dashboards/${service}.json`))).toEqual(
        JSON.parse(dashboardOf(service)),
      );
    },
  );

  it('covers every service that there is', () => {
    const parts = readdirSync(`${root}/services`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect([...services].sort()).toEqual(['gateway', ...parts.map((part) => part.name)].sort());
    const scraped = parse(read('deploy/observability/prometheus.yml')) as {
      scrape_configs: { static_configs: { labels: { service: string } }[] }[];
    };
    expect(scraped.scrape_configs[0]?.static_configs.map((config) => config.labels.service)).toEqual([...services]);
  });
});
