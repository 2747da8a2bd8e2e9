import { parseArgs } from 'node:util';
import { allEvents, keepingOf, type Part } from '@leerhuis/contracts';
import { createEventBus, type EventBus } from '@leerhuis/event-bus';
import { type Connection, databaseOf, openDatabase } from '@leerhuis/mongo';
import { baseConfig, createStopList, openTime, readConfig } from '@leerhuis/service-runtime';
import { createLogger } from '@leerhuis/telemetry';
import { type Progress, type Retold, republish } from './republish.ts';

/** Said to whoever typed the command, without a stack. */
class UsageError extends Error {}

const config = baseConfig.pick({
  MONGO_URL: true,
  MONGO_CA_FILE: true,
  KAFKA_BROKERS: true,
  KAFKA_TLS: true,
  KAFKA_CA_FILE: true,
  NAMESPACE: true,
  HOST: true,
  SHARED_CLOCK_URL: true,
});

const say = (line: string) => process.stdout.write(`${line}\n`);
/** Progress is said so often, in ms. */
const sayEvery = 2_000;

interface Wish {
  kind: Retold;
  to: Part;
  rate: number;
  dryRun: boolean;
  fromStart: boolean;
}

/** Something that is gone, which Kafka is to forget. */
interface Gone {
  kind: Retold;
  id: string;
}

function usageOf(part: Part, kinds: readonly Retold[]): string {
  const lines = kinds.map(({ aggregate }) => `  ${aggregate}  to ${consumersOf(aggregate).join(', ') || 'nobody yet'}`);
  return `npm run events -- republish <aggregate> --to <part> [--dry-run] [--rate <facts per second, 500>] [--from-start]

Tells how each of an aggregate stands now, for the copies of one part. ${part} owns:
${lines.join('\n')}

npm run events -- republish <aggregate> --forget <id>

Has Kafka forget one that is gone.`;
}

const consumersOf = (aggregate: string): Part[] => [
  ...new Set(allEvents.filter(({ topic }) => topic === aggregate).flatMap(({ consumers }) => consumers)),
];

function wishOf(part: Part, kinds: readonly Retold[], args: string[]): Wish | Gone {
  const options = {
    to: { type: 'string' },
    rate: { type: 'string' },
    'dry-run': { type: 'boolean' },
    'from-start': { type: 'boolean' },
    forget: { type: 'string' },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [aggregate = ''] = positionals;
    const kind = kinds.find((one) => one.aggregate === aggregate);
    if (!kind || positionals.length !== 1)
      throw new Error(`${part} has no ${positionals.join(' ') || 'such aggregate'}`);
    if (values.forget !== undefined) {
      if (keepingOf(aggregate) !== 'newest') throw new Error(`${aggregate} keeps no data of people, or not for long`);
      return { kind, id: values.forget };
    }
    const to = consumersOf(aggregate).find((one) => one === values.to);
    if (!to) throw new Error(`${values.to ?? 'nobody'} does not listen to ${aggregate}`);
    const rate = Number(values.rate ?? 500);
    if (!Number.isInteger(rate) || rate < 1) throw new Error('the rate is a whole number of facts per second');
    return { kind, to, rate, dryRun: values['dry-run'] ?? false, fromStart: values['from-start'] ?? false };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usageOf(part, kinds)}`);
  }
}

const counted = ({ things, facts }: Progress) => `${things} looked at, ${facts} facts`;

interface Doors {
  connection: Connection;
  bus: EventBus;
  newId: () => string;
  clock: () => Date;
}

async function forget({ connection, bus }: Doors, { kind, id }: Gone): Promise<void> {
  const found = await databaseOf(connection).collection<{ _id: string }>(kind.collection).findOne({ _id: id });
  if (found) throw new UsageError(`${kind.aggregate} ${id} is there: what is there is not forgotten`);
  const contract = allEvents.find(({ topic }) => topic === kind.aggregate);
  if (!contract) throw new UsageError(`${kind.aggregate} tells nothing`);
  await bus.start([contract]);
  await bus.forget(contract, id);
  say(`${kind.aggregate} ${id} is forgotten when Kafka next tidies up, within two weeks`);
}

async function tell(doors: Doors, { kind, ...wish }: Wish): Promise<void> {
  let said = performance.now();
  const all = await databaseOf(doors.connection).collection(kind.collection).estimatedDocumentCount();
  say(`${kind.aggregate} to ${wish.to}: about ${all}${wish.dryRun ? ', to be counted only' : ''}`);
  const done = await republish(kind, {
    ...doors,
    ...wish,
    onProgress(progress) {
      if (performance.now() - said < sayEvery) return;
      said = performance.now();
      say(`  ${counted(progress)}`);
    },
    onTrouble: (error) => process.stderr.write(`  tried again in a moment: ${(error as Error).message}\n`),
  });
  for (const [type, count] of Object.entries(done.byType)) say(`  ${type}: ${count}`);
  if (done.resumed) say('  went on where it was cut off before');
  say(`${counted(done)}${wish.dryRun ? ' would be told' : ' told'}`);
}

async function run(part: Part, kinds: readonly Retold[]): Promise<void> {
  const wish = wishOf(part, kinds, process.argv.slice(2));
  const settings = readConfig(config);
  const name = 'republish';
  const logger = createLogger({ service: name, level: 'silent' });
  const stops = createStopList();
  const { now: clock, newId } = await openTime(name, settings, stops);
  const connection = await openDatabase(settings.MONGO_URL, { ca: settings.MONGO_CA_FILE, logger, waitMs: 10_000 });
  stops.add('database', () => connection.close());
  const tls = settings.KAFKA_TLS ? { ca: settings.KAFKA_CA_FILE } : undefined;
  const { KAFKA_BROKERS: brokers, NAMESPACE: namespace } = settings;
  const bus = createEventBus({ brokers, tls, clientId: name, namespace, logger });
  stops.add('event bus', () => bus.stop());
  const doors = { connection, bus, newId, clock };
  try {
    await ('id' in wish ? forget(doors, wish) : tell(doors, wish));
  } finally {
    await stops.run(2_000, logger);
  }
}

/** What `npm run events -- republish` comes to, in the part that owns what is told again. */
export async function republishCommand(part: Part, kinds: readonly Retold[]): Promise<void> {
  try {
    await run(part, kinds);
  } catch (error) {
    const text = error instanceof UsageError ? error.message : `Not all was told: ${(error as Error).message}`;
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  }
}
