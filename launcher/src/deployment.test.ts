import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { type BackingServices, versions } from '@leerhuis/backing-services';
import { parse } from 'yaml';
import { z } from 'zod';
import { partEnvironment, surroundings } from './environment.ts';
import { commonVariables, healthPort, type Part, type Place, partOf, parts } from './parts.ts';
import { root } from './root.ts';

interface ComposeService {
  image: string;
  build?: { context: string; args: { PART: string } };
  ports?: string[];
  environment: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  read_only?: boolean;
  cap_drop?: string[];
}
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const compose = parse(text('docker-compose.yml'), { merge: true }) as { services: Record<string, ComposeService> };
const dockerfile = text('Dockerfile');
const packageOf = (folder: string) => JSON.parse(text(join(folder, 'package.json'))) as { version: string };

/** `${NAME:-default}` as a plain `docker compose up` reads it: the default. */
function withDefaults(value: string): string {
  const inner = /\$\{\w+:-([^${}]*)\}/;
  return inner.test(value) ? withDefaults(value.replace(inner, '$1')) : value;
}

const variable = (name: string, usual: number | string) => `$\{${name}:-${usual}}`;

/** Among containers each part has its usual port, under its own name. */
const containers: Place = {
  url: (name) => `http://${name}:${partOf(name).ports[0]?.usual}`,
  internalUrl: (name) => `http://${name}:${healthPort(partOf(name)).usual}`,
  smtpUrl: 'smtp://mail:8088',
  publicUrl: 'http://localhost:8080',
  paymentPublicUrl: 'http://localhost:8086',
  secret: (name) =>
    withDefaults(Object.values(compose.services).find((one) => one.environment[name])?.environment[name] ?? ''),
};

function expectedInCompose(part: Part): Record<string, string> {
  const { name } = part;
  const common = commonVariables({
    mongoUrl: `mongodb://${name}:${name}@mongodb:27017/leerhuis-${name}?replicaSet=rs0&authSource=leerhuis-${name}`,
    kafkaBrokers: 'kafka:9092',
    rabbitUrl: 'amqp://leerhuis:leerhuis@rabbitmq:5672',
    gatewayUrl: containers.url('gateway'),
    publicUrl: containers.publicUrl,
  });
  const ports = Object.fromEntries(part.ports.map(({ own, usual }) => [own, `${usual}`]));
  return { ...(part.database ? common : {}), ...part.variables(containers), ...ports };
}

/** What a container is given: nothing where the variable is empty. */
function given(environment: Record<string, string>): Record<string, string> {
  const read = Object.entries(environment).map(([name, value]) => [name, withDefaults(value)] as const);
  return Object.fromEntries(read.filter(([, value]) => value !== ''));
}

const dotenv = new Map(
  [...text('.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
);

describe('the compose file', () => {
  it('has the parts of the table and the three backing services, and nothing else', () => {
    const names = parts.map(({ name }) => name as string);
    expect(Object.keys(compose.services).sort()).toEqual([...names, 'mongodb', 'kafka', 'rabbitmq'].sort());
  });

  it.each(parts)('gives $name the variables and ports of the table', (part) => {
    expect(given(compose.services[part.name]?.environment ?? {})).toEqual(expectedInCompose(part));
  });

  it('has neither demo accounts nor soft limits, until .env asks for them', () => {
    for (const part of parts) {
      for (const [name, value] of Object.entries(part.demo ?? {})) {
        expect(compose.services[part.name]?.environment[name]).toBe(`$\{${name}:-}`);
        expect(dotenv.get(name)).toBe(value);
      }
    }
    const demo = parts.flatMap((part) => Object.keys(part.demo ?? {}));
    expect(demo).toEqual(expect.arrayContaining(['DEMO_ACCOUNTS', 'DEMO_CATALOGUE', 'WRONG_SECRETS_PER_QUARTER']));
  });

  it('reads no variable that .env.example does not name, and that names no other', () => {
    const read = [...text('docker-compose.yml').matchAll(/[^$]\$\{(\w+)/g)].map(([, name = '']) => name);
    expect([...dotenv.keys()].sort()).toEqual([...new Set(read)].sort());
  });

  it.each(parts)('builds $name from its own folder, under its version, with few rights', (part) => {
    const service = compose.services[part.name];
    expect(service?.build).toEqual({ context: '.', args: { PART: part.folder } });
    expect(service?.image).toBe(`leerhuis-${part.name}:${packageOf(part.folder).version}`);
    expect(service?.read_only).toBe(true);
    expect(service?.cap_drop).toEqual(['ALL']);
  });

  it('gives no part a clock that somebody may move', () => {
    const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8') + dockerfile;
    expect(text).not.toMatch(/SHARED_CLOCK/);
    expect(dockerfile).toMatch(/HOST=0\.0\.0\.0/); // with which a part refuses such a clock
  });

  it('starts each part after what it needs, as the launcher does', () => {
    for (const part of parts.filter(({ database }) => database)) {
      const needs = Object.keys(compose.services[part.name]?.depends_on ?? {});
      expect(needs).toEqual(expect.arrayContaining(['mongodb', 'kafka', 'rabbitmq']));
      for (const need of needs) {
        const other = parts.find(({ name }) => name === need);
        if (other) expect(other.stage).toBeLessThan(part.stage);
      }
    }
  });

  it('shows the usual port of each part that people reach, on the variable by which the launcher is told', () => {
    const shown = Object.entries(compose.services).flatMap(([name, { ports = [] }]) =>
      ports.map((port) => `${name} ${port}`),
    );
    expect(shown.filter((line) => parts.some(({ name }) => line.startsWith(`${name} `))).sort()).toEqual([
      `gateway ${variable('GATEWAY_ADDRESS', '127.0.0.1')}:${variable('GATEWAY_PORT', 8080)}:8080`,
      `mail 127.0.0.1:${variable('MAIL_PORT', 8087)}:8087`,
      `payment 127.0.0.1:${variable('PAYMENT_PORT', 8086)}:8086`,
    ]);
    const host = (line: string) => withDefaults(line.split(' ')[1] ?? '').split(':')[0];
    expect(shown.map(host).filter((address) => address !== '127.0.0.1')).toEqual([]);
  });

  it('pins the images of the backing services to the versions that the launcher knows', () => {
    expect(compose.services['mongodb']?.image).toBe(`mongo:${versions.mongodb}`);
    expect(compose.services['kafka']?.image).toBe(`apache/kafka:${versions.kafka}`);
    expect(compose.services['rabbitmq']?.image).toBe(`rabbitmq:${versions.rabbitmq}`);
  });

  it('makes a database user for each service that has a database', () => {
    const script = text('deploy/compose/mongodb-users.js');
    const named = /for \(const name of \[(.*?)\]/.exec(script)?.[1]?.match(/\w+/g);
    const owners = parts.filter(({ database }) => database).map(({ name }) => name as string);
    expect([...(named ?? [])].sort()).toEqual([...owners].sort());
    const given = Object.keys(compose.services['mongodb']?.environment ?? {});
    expect(given).toEqual(expect.arrayContaining(owners.map((name) => `MONGO_PASSWORD_${name.toUpperCase()}`)));
  });
});

describe('what Prometheus scrapes', () => {
  it('is the internal port of each part with figures, which no container publishes', () => {
    const { scrape_configs } = parse(text('deploy/observability/prometheus.yml')) as {
      scrape_configs: { static_configs: { targets: string[]; labels: { service: string } }[] }[];
    };
    const scraped = scrape_configs.flatMap(({ static_configs }) => static_configs);
    const measured = parts.filter(({ database }) => database);
    expect(scraped.map(({ targets, labels }) => `${labels.service} ${targets}`).sort()).toEqual(
      measured.map((part) => `${part.name} ${part.name}:${healthPort(part).usual}`).sort(),
    );
    const published = Object.values(compose.services).flatMap(({ ports = [] }) =>
      ports.map((port) => port.split(':').at(-1)),
    );
    expect(published.filter((port) => measured.some((part) => `${healthPort(part).usual}` === port))).toEqual([]);
  });
});

describe('the Dockerfile', () => {
  it('pins its images, runs without root rights and says whether it is healthy', () => {
    const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)]
      .map(([, image]) => image ?? '')
      .filter((image) => image.includes(':'));
    expect(images.length).toBeGreaterThan(0);
    for (const image of images) expect(image).toMatch(/^node:24\.\d+\.\d+-bookworm-slim$/);
    expect(dockerfile.match(/^USER (\S+)/gm)?.at(-1)).toBe('USER node');
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
    expect(dockerfile).toContain('/health/ready');
  });
});

const fakeBacking = {
  mongodb: { url: (database: string) => `mongodb://db/${database}` },
  kafka: { brokers: 'kafka:9092' },
  rabbitmq: { url: 'amqp://rabbit' },
} as unknown as BackingServices;

async function schemaOf(part: Part): Promise<z.ZodObject> {
  const module = await import(pathToFileURL(join(root, part.folder, 'src/config.ts')).href);
  const schema = Object.values(module).find((value) => value instanceof z.ZodObject && 'PORT' in value.shape);
  expect(schema).toBeInstanceOf(z.ZodObject);
  return schema as z.ZodObject;
}

describe.each(parts)('the configuration of $name', (part) => {
  const fromLauncher = partEnvironment(
    part,
    surroundings({}, () => 'a_secret_of_more_than_32_characters', '/data'),
    fakeBacking,
  );

  it('is content with what the launcher and the compose file give', async () => {
    const schema = await schemaOf(part);
    for (const given of [fromLauncher, expectedInCompose(part)])
      expect(schema.safeParse(given).error?.issues ?? []).toEqual([]);
  });

  it('knows each variable that the table names, and has the usual ports', async () => {
    const { shape } = await schemaOf(part);
    const named = [
      ...Object.keys(expectedInCompose(part)),
      ...Object.keys(part.demo ?? {}),
      ...(part.database ? ['NAMESPACE'] : []),
    ];
    expect(named.filter((name) => !(name in shape))).toEqual([]);
    const schema = (await schemaOf(part)).partial();
    const usual = schema.parse({});
    for (const port of part.ports) if (port.own in usual) expect(usual[port.own]).toBe(port.usual);
  });

  it('can be given what protects a deployment: its TLS, sessions and second factor', async () => {
    const { shape } = await schemaOf(part);
    const protects = /_TLS$|_CA_FILE$|^SECOND_FACTOR_|^SESSION_|^ACCESS_TOKEN_|^TRUSTED_PROXIES$|^APP_RETURN_/;
    const passedOn = compose.services[part.name]?.environment ?? {};
    expect(Object.keys(shape).filter((name) => protects.test(name) && passedOn[name] !== `$\{${name}:-}`)).toEqual([]);
  });

  it('belongs to a part that is built from a main.ts', () => {
    expect(existsSync(join(root, part.folder, 'src/main.ts'))).toBe(true);
  });
});
