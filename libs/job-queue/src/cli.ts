#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { allJobs } from '@leerhuis/contracts';
import { type ConfirmChannel, connect } from 'amqplib';
import { type DeadJob, listDeadJobs, replayDeadJobs } from './dead-jobs.ts';
import { trusting } from './link.ts';
import { brokerName } from './names.ts';
import { assertQueue } from './topology.ts';

const usage = `npm run jobs -- dead list
npm run jobs -- dead show <id>
npm run jobs -- dead replay <id> | --all

RabbitMQ is found through RABBIT_URL (and NAMESPACE), else through the system that npm start runs here.`;

/** Said to whoever typed the command, without a stack. */
class UsageError extends Error {}

/** The address from the environment, else from the note that the launcher leaves while it runs. */
function findBroker(): string {
  const given = process.env['RABBIT_URL'];
  if (given) return given;
  try {
    const { rabbitUrl } = JSON.parse(readFileSync('.leerhuis/running.json', 'utf8')) as { rabbitUrl?: string };
    if (rabbitUrl) return rabbitUrl;
  } catch {
    // not running here
  }
  throw new UsageError('no RabbitMQ is known: set RABBIT_URL, or start the system here with npm start');
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function printWhole({ body, ...job }: DeadJob): void {
  for (const [name, value] of Object.entries(job)) print(`${name}: ${value ?? 'unknown'}`);
  try {
    print(JSON.stringify(JSON.parse(body), masked, 2));
  } catch {
    print(body);
  }
}

/** Links with a token travel as `secrets`: they are of no use on a terminal, and of much to who reads along. */
function masked(name: string, value: unknown): unknown {
  if (name !== 'secrets' || value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).map((secret) => [secret, '(hidden)']));
}

async function run(channel: ConfirmChannel, command: string, id: string): Promise<void> {
  const queues = allJobs.map((job) => brokerName(process.env['NAMESPACE'], job.queue));
  for (const queue of queues) await assertQueue(channel, queue);
  let found = 0;
  for (const queue of queues) {
    if (command === 'replay') {
      found += await replayDeadJobs(channel, queue, id === '--all' ? undefined : id);
      continue;
    }
    const dead = await listDeadJobs(channel, queue);
    const chosen = command === 'show' ? dead.filter((job) => job.id === id) : dead;
    found += chosen.length;
    if (command === 'show') chosen.forEach(printWhole);
    else for (const job of chosen) print(`${job.id}  ${job.parkedAt ?? ''}  ${job.queue}  ${job.reason}`);
  }
  if (command !== 'list' && id !== '--all' && found === 0) throw new UsageError(`there is no parked job ${id}`);
  if (command === 'list') print(found === 0 ? 'no parked jobs' : `${found} parked jobs`);
  if (command === 'replay') print(`${found} replayed`);
}

async function main([subject, command = '', id = '']: string[]): Promise<void> {
  const known = command === 'list' || (['show', 'replay'].includes(command) && id !== '');
  if (subject !== 'dead' || !known) throw new UsageError(usage);
  const caFile = process.env['RABBIT_CA_FILE'];
  const connection = await connect(findBroker(), {
    timeout: 5_000,
    ...trusting(caFile && readFileSync(caFile, 'utf8')),
  });
  try {
    await run(await connection.createConfirmChannel(), command, id);
  } finally {
    await connection.close();
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const text = error instanceof UsageError ? error.message : `RabbitMQ could not be asked: ${(error as Error).message}`;
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
