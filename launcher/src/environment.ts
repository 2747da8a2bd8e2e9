import { join } from 'node:path';
import { type BackingServices, CannotServe, type DatabaseUser } from '@leerhuis/backing-services';
import { commonVariables, healthPort, type Part, type PartName, type Place, partOf, parts } from './parts.ts';
import { type PortPlan, planClockPort, planPorts } from './port-plan.ts';

/** What the parts are started with. */
export interface Surroundings {
  env: NodeJS.ProcessEnv;
  ports: PortPlan;
  namespace: string;
  publicUrl: string;
  secret: (name: string) => string;
  /** Where sandboxes keep what they got. */
  dataDir: string;
  /** Where the shared clock serves; null for real time. */
  clockPort: number | null;
}

export function surroundings(
  env: NodeJS.ProcessEnv,
  secret: (name: string) => string,
  dataDir: string,
  wanted: { gatewayPort?: number | undefined; namespace?: string | undefined } = {},
): Surroundings {
  const ports = planPorts(wanted.gatewayPort ? { ...env, GATEWAY_PORT: `${wanted.gatewayPort}` } : env);
  const publicUrl = env['PUBLIC_URL'] || `http://localhost:${ports['GATEWAY_PORT']}`;
  const namespace = wanted.namespace ?? env['NAMESPACE'] ?? '';
  const clockPort = hasSharedClock(env) ? planClockPort(env, ports) : null;
  return { env, ports, namespace, publicUrl, secret, dataDir, clockPort };
}

export const urlOf = (name: PartName, ports: PortPlan) =>
  `http://127.0.0.1:${ports[partOf(name).ports[0]?.variable ?? '']}`;

/** Where a part tells whether it is ready. */
export const healthUrlOf = (name: PartName, ports: PortPlan) =>
  `http://127.0.0.1:${ports[healthPort(partOf(name)).variable]}`;

/** One database and one user, both named after the part, for each part that owns data. */
export function databaseUsers({ namespace, secret }: Surroundings): DatabaseUser[] {
  const prefix = namespace && `${namespace.replace(/[^\w-]/g, '-')}-`; // a database's name may hold no dot
  return parts
    .filter((part) => part.database)
    .map(({ name }) => ({ name, database: `${prefix}leerhuis-${name}`, password: secret(`MONGO_PASSWORD_${name}`) }));
}

/** The environment of a part's process: what we were given, without what is ours alone, and what the table says. */
export function partEnvironment(part: Part, around: Surroundings, backing: BackingServices): Record<string, string> {
  const { ports, publicUrl, namespace } = around;
  const place: Place = {
    url: (name) => urlOf(name, ports),
    internalUrl: (name) => healthUrlOf(name, ports),
    smtpUrl: `smtp://127.0.0.1:${ports['SMTP_PORT']}`,
    publicUrl,
    paymentPublicUrl: `http://localhost:${ports['PAYMENT_PORT']}`,
    secret: (name) => (name === 'PAYMENT_API_KEY' ? `test_${around.secret(name)}` : around.secret(name)),
    dataDir: (name) => join(around.dataDir, name),
  };
  const user = databaseUsers(around).find(({ name }) => name === part.name);
  const common = user && {
    ...commonVariables({
      mongoUrl: backing.mongodb.url(user.database, user),
      kafkaBrokers: backing.kafka.brokers,
      rabbitUrl: backing.rabbitmq.url,
      gatewayUrl: urlOf('gateway', ports),
      publicUrl,
    }),
    NAMESPACE: namespace,
  };
  const ownPorts = part.ports.map(({ own, variable }) => [own, `${ports[variable]}`]);
  const clock = around.clockPort ? { SHARED_CLOCK_URL: `http://127.0.0.1:${around.clockPort}`, HOST: '127.0.0.1' } : {};
  // names it in traces, where a collector is set
  const named = { OTEL_SERVICE_NAME: part.name };
  return {
    ...inherited(around.env),
    ...named,
    ...common,
    ...part.demo,
    ...part.variables(place),
    ...Object.fromEntries(ownPorts),
    ...clock,
  };
}

const oursAlone =
  /^(PORT|HOST|INTERNAL_PORT|INTERNAL_HOST|NODE_OPTIONS|JEST_WORKER_ID|npm_.*|INIT_CWD|MONGO_URL|KAFKA_BROKERS|RABBIT_URL|SHARED_CLOCK_URL)$/;

function inherited(env: NodeJS.ProcessEnv): Record<string, string> {
  const given = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(given.filter(([name]) => !oursAlone.test(name))), NODE_ENV: 'production' };
}

/** Whether parts get a clock that may be moved forward (`LEERHUIS_SHARED_CLOCK=true`). Throws CannotServe for anything unclear. */
function hasSharedClock(env: NodeJS.ProcessEnv): boolean {
  const text = env['LEERHUIS_SHARED_CLOCK']?.trim() ?? '';
  if (/^(true|1|yes|on)$/i.test(text)) return true;
  if (/^(false|0|no|off|)$/i.test(text)) return false;
  throw new CannotServe(`LEERHUIS_SHARED_CLOCK is "${text}": true or false.`);
}
