/** All dashboards come from this one list of panels, so that they don't differ by accident. */
export const services = [
  'gateway',
  'catalog',
  'orders',
  'learning',
  'certification',
  'notifications',
  'organisations',
] as const;

interface Panel {
  title: string;
  unit: string;
  /** Legend → expression; `$S` stands for the selector of the service. */
  lines: Record<string, string>;
}

const rows: { title: string; panels: [Panel, Panel, Panel] }[] = [
  {
    title: 'Requests',
    panels: [
      {
        title: 'Rate',
        unit: 'reqps',
        lines: { '{{method}} {{route}}': 'sum by (method, route) (rate(http_requests_total{$S}[$__rate_interval]))' },
      },
      {
        title: 'Refused and failed',
        unit: 'reqps',
        lines: {
          '{{status}}': 'sum by (status) (rate(http_requests_total{$S,status=~"[45].."}[$__rate_interval]))',
          'members: {{reason}}': 'sum by (reason) (rate(acting_refused_total{$S}[$__rate_interval]))',
        },
      },
      { title: 'Duration', unit: 's', lines: Object.fromEntries([0.5, 0.95, 0.99].map(quantile)) },
    ],
  },
  {
    title: 'Facts',
    panels: [
      {
        title: 'Told and handled',
        unit: 'ops',
        lines: {
          published: 'sum(rate(events_published_total{$S}[$__rate_interval]))',
          '{{outcome}}': 'sum by (outcome) (rate(events_handled_total{$S}[$__rate_interval]))',
        },
      },
      { title: 'Records behind', unit: 'short', lines: { '{{topic}}': 'sum by (topic) (consumer_lag{$S})' } },
      {
        title: 'Outbox: age of the oldest',
        unit: 's',
        lines: { '{{kind}}': 'max by (kind) (outbox_age_seconds{$S})' },
      },
    ],
  },
  {
    title: 'Work',
    panels: [
      {
        title: 'Jobs',
        unit: 'ops',
        lines: { '{{queue}} {{outcome}}': 'sum by (queue, outcome) (rate(jobs_handled_total{$S}[$__rate_interval]))' },
      },
      { title: 'Waiting jobs', unit: 'short', lines: { '{{queue}}': 'max by (queue) (queue_depth{$S})' } },
      { title: 'Outbox: entries', unit: 'short', lines: { '{{kind}}': 'max by (kind) (outbox_backlog{$S})' } },
    ],
  },
  {
    title: 'What must not be',
    panels: [
      {
        title: 'Parked or bounced in the last hour',
        unit: 'short',
        lines: {
          '{{origin}}': 'sum by (origin) (increase(dead_letters_total{$S}[1h]))',
          'mails to {{why}}': 'sum by (why) (increase(mails_bounced_total{$S}[1h]))',
        },
      },
      {
        title: 'Broken promises',
        unit: 'short',
        lines: { '{{invariant}}': 'max by (invariant) (invariant_violations{$S})' },
      },
      {
        title: 'Ready, and late beside',
        unit: 'bool_yes_no',
        lines: {
          '{{check}}': 'min by (check) (service_ready{$S})',
          'late: {{check}}': 'max by (check) (service_late{$S})',
        },
      },
    ],
  },
  {
    title: 'Process',
    panels: [
      {
        title: 'Processor and event loop',
        unit: 'percentunit',
        lines: {
          'processor {{instance}}': 'rate(process_cpu_seconds_total{$S}[$__rate_interval])',
          'event loop {{instance}}': 'nodejs_eventloop_utilization{$S}',
        },
      },
      {
        title: 'Memory',
        unit: 'bytes',
        lines: {
          'resident {{instance}}': 'process_resident_memory_bytes{$S}',
          'heap {{instance}}': 'nodejs_heap_size_used_bytes{$S}',
        },
      },
      {
        title: 'MongoDB connections in use',
        unit: 'short',
        lines: { '{{instance}}': 'mongo_connections_in_use{$S}' },
      },
    ],
  },
];

function quantile(share: number): [string, string] {
  const buckets = 'sum by (le) (rate(http_request_duration_seconds_bucket{$S}[$__rate_interval]))';
  return [`${share * 100} %`, `histogram_quantile(${share}, ${buckets})`];
}

/** The Grafana dashboard of one service, as JSON text. */
export function dashboardOf(service: string): string {
  const rowHeight = 8;
  const panels = rows.flatMap((row, rowIndex) => {
    const y = rowIndex * (rowHeight + 1);
    const header = { type: 'row', title: row.title, id: rowIndex * 10 + 1, gridPos: { x: 0, y, w: 24, h: 1 } };
    const graphs = row.panels.map((panel, index) => ({
      type: 'timeseries',
      title: panel.title,
      id: rowIndex * 10 + index + 2,
      gridPos: { x: index * 8, y: y + 1, w: 8, h: rowHeight },
      datasource: { type: 'prometheus', uid: 'prometheus' },
      fieldConfig: { defaults: { unit: panel.unit, min: 0 }, overrides: [] },
      targets: Object.entries(panel.lines).map(([legendFormat, expr], line) => ({
        refId: String.fromCharCode(65 + line),
        legendFormat,
        expr: expr.replaceAll('$S', `service="${service}"`),
      })),
    }));
    return [header, ...graphs];
  });
  const dashboard = {
    uid: `leerhuis-${service}`,
    title: `Leerhuis: ${service}`,
    tags: ['leerhuis'],
    schemaVersion: 39,
    timezone: 'browser',
    refresh: '30s',
    time: { from: 'now-3h', to: 'now' },
    panels,
  };
  return `${JSON.stringify(dashboard)}\n`;
}
