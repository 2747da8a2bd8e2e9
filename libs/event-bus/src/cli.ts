#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { createLogger } from '@leerhuis/telemetry';
import { type DeadLetter, listDeadLetters, replayDeadLetter } from './dead-letters.ts';
import { createKafka, type KafkaOptions } from './kafka-client.ts';
import { createPublisher } from './publisher.ts';
import { createNames } from './topics.ts';

const usage = `npm run events -- dead-letters list
npm run events -- dead-letters show <id>
npm run events -- dead-letters replay <id> | --all
npm run events -- republish <aggregate> --to <part> [--dry-run]

Kafka is found through KAFKA_BROKERS (and NAMESPACE), else through the system that npm start runs here.`;

/** Said to whoever typed the command, without a stack. */
class UsageError extends Error {}

/** Addresses from the environment, else from the note that the launcher leaves while it runs. */
function findBrokers(): string[] {
  const given = process.env['KAFKA_BROKERS'];
  if (given) return given.split(',');
  try {
    const { kafkaBrokers } = JSON.parse(readFileSync('.leerhuis/running.json', 'utf8')) as { kafkaBrokers?: string };
    if (kafkaBrokers) return kafkaBrokers.split(',');
  } catch {
    // not running here
  }
  throw new UsageError('no Kafka is known: set KAFKA_BROKERS, or start the system here with npm start');
}

/** As the parts have it, see `baseConfig`. */
function findTls(): KafkaOptions['tls'] {
  const { KAFKA_TLS: isOn, KAFKA_CA_FILE: file } = process.env;
  return isOn === 'true' ? { ca: file ? readFileSync(file, 'utf8') : undefined } : undefined;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function printLine({ id, parkedAt, group, attempts, key, reason }: DeadLetter): void {
  print(`${id}  ${parkedAt}  ${group}  key ${key}  ${attempts} attempts  ${reason}`);
}

function printWhole({ value, ...letter }: DeadLetter): void {
  for (const [name, of] of Object.entries(letter)) print(`${name}: ${of}`);
  try {
    print(JSON.stringify(JSON.parse(value), null, 2));
  } catch {
    print(value);
  }
}

async function main([subject, command, argument]: string[]): Promise<void> {
  const complete = subject === 'dead-letters' && (command === 'list' || argument !== undefined);
  if (!complete || !['list', 'show', 'replay'].includes(command ?? '')) throw new UsageError(usage);
  const logger = createLogger({ service: 'events', level: 'error' });
  const kafka = createKafka({ brokers: findBrokers(), tls: findTls(), clientId: 'events-command', logger });
  const names = createNames(process.env['NAMESPACE']);
  const letters = await listDeadLetters(kafka, names);
  if (command === 'list') {
    letters.forEach(printLine);
    print(letters.length === 0 ? 'no dead letters' : `${letters.length} dead letters`);
    return;
  }
  const chosen = argument === '--all' ? letters : letters.filter(({ id }) => id === argument);
  if (chosen.length === 0 && argument !== '--all') throw new UsageError(`there is no dead letter ${argument}`);
  if (command === 'show') {
    chosen.forEach(printWhole);
    return;
  }
  const publisher = createPublisher(kafka);
  try {
    for (const letter of chosen) {
      await replayDeadLetter(publisher, names, letter);
      print(`${letter.id} goes to ${letter.group} again`);
    }
  } finally {
    await publisher.stop();
  }
  print(`${chosen.length} replayed`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const text = error instanceof UsageError ? error.message : `Kafka could not be asked: ${(error as Error).message}`;
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
