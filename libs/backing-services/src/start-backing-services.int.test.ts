import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import amqp from 'amqplib';
import mongoose from 'mongoose';
import { run } from './commands.ts';
import { lookAtKafka } from './kafka.ts';
import { lookAtMongodb } from './mongodb.ts';
import { freePort } from './ports.ts';
import { groupExists } from './process-status.ts';
import { startProgram } from './programs.ts';
import { type BackingServices, startBackingServices } from './start-backing-services.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'leerhuis-backing-'));
const passwords = { mongodb: 'm/p@ssword', rabbitmq: 'r/p@ssword' };
const said: string[] = [];

const start = () =>
  startBackingServices({
    needs: ['mongodb', 'kafka', 'rabbitmq'],
    dataDir,
    auth: passwords,
    ways: ['native'],
    log: (line) => said.push(line),
  });
const pidFiles = ['mongodb/pid', 'kafka/pid', 'rabbitmq/server.pid', 'rabbitmq/epmd.pid'];
const pids = () => pidFiles.map((file) => Number(readFileSync(join(dataDir, file), 'utf8').split(' ')[0]));
const orders = { name: 'orders', password: 'o', database: 'orders' };

async function ordersConnection(services: BackingServices) {
  return mongoose
    .createConnection(services.mongodb.url('orders', orders), { serverSelectionTimeoutMS: 10_000 })
    .asPromise();
}

async function until(holds: () => boolean, what: string): Promise<void> {
  for (let attempt = 0; attempt < 600 && !holds(); attempt++) await delay(100);
  if (!holds()) throw new Error(`${what}: not within 60 s; said: ${said.join(' | ')}`);
}

let running: BackingServices | undefined;
afterAll(async () => {
  await running?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

describe('native backing services', () => {
  it('start on free ports, serve, keep users apart, and leave no process behind when they stop', async () => {
    running = await start();
    expect([running.mongodb.how, running.kafka.how, running.rabbitmq.how]).toEqual(['native', 'native', 'native']);
    await running.mongodb.ensureUsers([orders]);
    const connection = await ordersConnection(running);
    await connection.transaction((session) =>
      connection.collection('kept').insertOne({ of: 'first run' }, { session }),
    );
    await expect(connection.useDb('catalog').collection('any').findOne({})).rejects.toThrow(/not authorized/);
    await connection.close();
    await expect(lookAtKafka(running.kafka.brokers)).resolves.toBe('usable');
    const channel = await amqp.connect(running.rabbitmq.url);
    await channel.close();

    const started = pids();
    expect(started.every((pid) => groupExists(pid))).toBe(true);
    await running.stop();
    expect(started.filter((pid) => groupExists(pid))).toEqual([]);
    expect(pidFiles.filter((file) => existsSync(join(dataDir, file)))).toEqual([]);
  }, 240_000);

  it('come back with their data, users and new ports after each was killed without warning', async () => {
    running = await start();
    const before = pids();
    for (const pid of before) process.kill(-pid, 'SIGKILL');
    await running.stop();
    running = await start();
    await running.mongodb.ensureUsers([{ ...orders, password: 'changed' }, orders]);
    const connection = await ordersConnection(running);
    await expect(connection.collection('kept').countDocuments({ of: 'first run' })).resolves.toBe(1);
    await connection.close();
    await expect(lookAtKafka(running.kafka.brokers)).resolves.toBe('usable');
    await running.stop();
    running = undefined;
    const { output } = await run('pgrep', ['-f', dataDir]);
    expect(output.trim()).toBe('');
  }, 120_000);

  it('are said and brought back, with their data and on their ports, when one is killed while it runs', async () => {
    running = await start();
    const { mongodb, kafka, rabbitmq } = running;
    await mongodb.ensureUsers([orders]);
    const connection = await ordersConnection(running);
    await connection.collection('kept').insertOne({ of: 'third run' });
    for (const [pid, name] of [
      [0, 'mongod'],
      [1, 'Kafka'],
      [2, 'RabbitMQ'],
      [3, 'epmd'],
    ] as const) {
      said.length = 0;
      const before = pids()[pid] ?? 0;
      process.kill(before, 'SIGKILL');
      await until(() => said.some((line) => line.endsWith(' is back')), name);
      expect(said[0]).toMatch(new RegExp(`^${name} ended with SIGKILL; starting it again`));
      expect(pids()[pid]).not.toBe(before);
    }
    await expect(connection.collection('kept').countDocuments({ of: 'third run' })).resolves.toBe(1);
    await connection.close();
    await expect(lookAtKafka(kafka.brokers)).resolves.toBe('usable');
    await (await amqp.connect(rabbitmq.url)).close();
    const last = pids();
    await running.stop();
    expect(last.filter((pid) => groupExists(pid))).toEqual([]);
    running = undefined;
  }, 240_000);

  it('are not confused with a MongoDB that has no transactions, nor with an empty port', async () => {
    const port = await freePort();
    const dbPath = join(dataDir, 'standalone');
    mkdirSync(dbPath);
    const standalone = await startProgram({
      name: 'standalone',
      command: readFileSync(join(dataDir, 'mongodb', 'binary'), 'utf8'),
      args: ['--dbpath', dbPath, '--port', `${port}`, '--bind_ip', '127.0.0.1', '--nounixsocket'],
      logFile: join(dataDir, 'standalone.log'),
      pidFile: join(dataDir, 'standalone.pid'),
    });
    const url = `mongodb://127.0.0.1:${port}/?directConnection=true`;
    let seen = await lookAtMongodb(url);
    for (let attempt = 0; seen === 'absent' && attempt < 100; attempt++) {
      await delay(200);
      seen = await lookAtMongodb(url);
    }
    expect(seen).toEqual({ useless: 'it is no replica set, so it has no transactions' });
    await standalone.stop();
    await expect(lookAtMongodb(url)).resolves.toBe('absent');
    await expect(lookAtKafka(`127.0.0.1:${port}`)).resolves.toBe('absent');
  }, 60_000);
});
