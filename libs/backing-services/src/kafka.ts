import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CannotServe } from './choice.ts';
import { run } from './commands.ts';
import type { Folders } from './folders.ts';
import { kafkaJars } from './kafka-jars.ts';
import { keepRunning } from './keep-running.ts';
import { freePort } from './ports.ts';
import { type ProgramOptions, startProgram, whileRunning } from './programs.ts';

export interface KafkaServer {
  at: string;
  brokers: string;
  stop?: () => Promise<void>;
}

/** Whether one of these brokers (host:port, comma list) speaks Kafka: asks for the API versions that it knows. */
export async function lookAtKafka(brokers: string): Promise<'usable' | 'absent' | { useless: string }> {
  let answered = false;
  for (const broker of brokers.split(',')) {
    const [host = '', port = '9092'] = broker.trim().split(':');
    const result = await askVersions(host, Number(port));
    if (result === 'usable') return result;
    answered ||= result === 'stranger';
  }
  return answered ? { useless: 'what answers there does not speak Kafka' } : 'absent';
}

function askVersions(host: string, port: number): Promise<'usable' | 'absent' | 'stranger'> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    let connected = false;
    const end = (result: 'usable' | 'absent' | 'stranger') => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(2_000, () => end(connected ? 'stranger' : 'absent'));
    socket.once('error', () => end(connected ? 'stranger' : 'absent'));
    socket.once('close', () => end(connected ? 'stranger' : 'absent'));
    socket.once('connect', () => {
      connected = true;
      // length, API key 18 (ApiVersions), version 0, correlation id 7, no client id
      socket.write(Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 7, 0xff, 0xff]));
    });
    socket.once('data', (answer) => end(answer.length >= 8 && answer.readInt32BE(4) === 7 ? 'usable' : 'stranger'));
  });
}

/** Starts one Kafka node (KRaft, broker and controller in one) on free ports, with small memory. */
export async function startKafka(folders: Folders, log: (line: string) => void): Promise<KafkaServer> {
  const folder = join(folders.data, 'kafka');
  const data = join(folder, 'log');
  mkdirSync(data, { recursive: true });
  const jars = await kafkaJars(folders.cache, log);
  const port = await freePort();
  const config = join(folder, 'server.properties');
  writeFileSync(config, properties(port, await freePort(), data));
  const classPath = ['-cp', `${jars}/*`];
  if (readdirSync(data).length === 0 || !existsSync(join(data, 'meta.properties'))) {
    const id = `L${randomBytes(16).toString('base64url').slice(1)}`; // one that begins with - would pass for an option
    const format = ['kafka.tools.StorageTool', 'format', '--ignore-formatted', '-t', id, '-c', config];
    const { code, output } = await run('java', ['-XX:TieredStopAtLevel=1', ...classPath, ...format]);
    if (output.includes('UnsupportedClassVersionError'))
      throw new CannotServe('Kafka needs Java 17 or newer: `java` is older.');
    if (code !== 0) throw new CannotServe(`Kafka's storage could not be made: ${output.trim().split('\n').at(-1)}`);
  }
  log(`Kafka: starting on port ${port}`);
  const logFile = join(folders.logs, 'kafka.log');
  const options: ProgramOptions = {
    name: 'Kafka',
    command: 'java',
    args: [...smallJvm, ...classPath, 'kafka.Kafka', config],
    logFile,
    pidFile: join(folder, 'pid'),
  };
  const program = await startProgram(options);
  const brokers = `127.0.0.1:${port}`;
  try {
    await whileRunning(program.ended, untilAnswering(brokers));
  } catch (error) {
    await program.stop();
    throw new CannotServe(`Kafka did not start: ${(error as Error).message} (see ${logFile})`);
  }
  const stop = keepRunning(program, {
    name: 'Kafka',
    launch: () => startProgram({ ...options, append: true }),
    answering: () => untilAnswering(brokers),
    log,
  });
  return { at: `port ${port}`, brokers, stop: () => stop() };
}

async function untilAnswering(brokers: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if ((await lookAtKafka(brokers)) === 'usable') return;
    await delay(200);
  }
  throw new Error('no answer within 60 s');
}

const smallJvm = [
  ...['-Xms64m', '-Xmx256m', '-Xss512k', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
  // gives heap that is not needed back to the system
  ...['-XX:MinHeapFreeRatio=10', '-XX:MaxHeapFreeRatio=20', '-XX:ReservedCodeCacheSize=48m'],
  ...['-XX:-UsePerfData', '-Djava.awt.headless=true', '-Dkafka.logs.dir=/dev/null'],
];

function properties(port: number, controllerPort: number, data: string): string {
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': data,
    'num.partitions': 12,
    'auto.create.topics.enable': false,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    // a service that was down for weeks goes on where it was, instead of beginning anew
    'offsets.retention.minutes': 525_600,
    // one machine, few clients: few threads, small buffers and files
    'num.network.threads': 1,
    'num.io.threads': 2,
    'background.threads': 2,
    'num.replica.fetchers': 1,
    'num.recovery.threads.per.data.dir': 2,
    'log.cleaner.dedupe.buffer.size': 4_194_304,
    'log.cleaner.io.buffer.size': 262_144,
    'log.index.size.max.bytes': 131_072,
    'log.segment.bytes': 67_108_864,
    'queued.max.requests': 64,
    // idle cost
    'metadata.log.max.snapshot.interval.ms': 3_600_000,
    'metadata.max.idle.interval.ms': 5_000,
    'broker.heartbeat.interval.ms': 2_000,
    // after a crash the next start waits this long for the old registration to lapse
    'broker.session.timeout.ms': 6_000,
    'log.flush.offset.checkpoint.interval.ms': 60_000,
    'replica.high.watermark.checkpoint.interval.ms': 30_000,
    'group.coordinator.rebalance.protocols': 'classic,consumer',
  })
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}
