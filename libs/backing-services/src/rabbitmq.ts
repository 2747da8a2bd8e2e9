import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import amqp from 'amqplib';
import { CannotServe } from './choice.ts';
import { findCommand } from './commands.ts';
import type { Folders } from './folders.ts';
import { keepRunning } from './keep-running.ts';
import { freePort } from './ports.ts';
import { type Program, type ProgramOptions, startProgram, whileRunning } from './programs.ts';
import { ensurePackage } from './system-packages.ts';

export interface RabbitServer {
  url: string;
  /** Where it is, for people: no password in it. */
  at: string;
  stop?: () => Promise<void>;
}

/** Whether a broker is there that takes these credentials. */
export async function lookAtRabbitmq(url: string): Promise<'usable' | 'absent' | { useless: string }> {
  try {
    const connection = await amqp.connect(url, { timeout: 3_000 });
    connection.on('error', () => {});
    await connection.close();
    return 'usable';
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const absent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH'];
    return absent.includes(code ?? '') || error instanceof AggregateError ? 'absent' : { useless: message };
  }
}

/** Starts RabbitMQ on free ports, with a port mapper (epmd) of its own that ends with it. */
export async function startRabbitmq(
  folders: Folders,
  password: string | undefined,
  log: (line: string) => void,
): Promise<RabbitServer> {
  const folder = join(folders.data, 'rabbitmq');
  mkdirSync(folder, { recursive: true });
  const server = await rabbitmqServer(log);
  const [port, distPort, epmdPort] = [await freePort(), await freePort(), await freePort()];
  const user = password ? { name: 'leerhuis', password } : { name: 'guest', password: 'guest' };
  writeFileSync(join(folder, 'rabbitmq.conf'), config(user), { mode: 0o600 });
  writeFileSync(join(folder, 'enabled_plugins'), '[].');
  log(`RabbitMQ: starting on port ${port}`);
  const mapper: ProgramOptions = {
    name: 'epmd',
    command: findCommand('epmd') ?? join(dirname(server), 'epmd'),
    args: ['-address', '127.0.0.1', '-port', `${epmdPort}`],
    logFile: join(folders.logs, 'epmd.log'),
    pidFile: join(folder, 'epmd.pid'),
  };
  const logFile = join(folders.logs, 'rabbitmq.log');
  const broker: ProgramOptions = {
    name: 'RabbitMQ',
    command: server,
    args: [],
    logFile,
    pidFile: join(folder, 'server.pid'),
    env: environment(folder, folders.logs, { port, distPort, epmdPort }),
  };
  const url = `amqp://${user.name}:${encodeURIComponent(user.password)}@127.0.0.1:${port}`;
  const again = (options: ProgramOptions) => () => startProgram({ ...options, append: true });
  const epmd = keepRunning(await startProgram(mapper), {
    name: 'epmd',
    launch: again(mapper),
    answering: async () => {},
    log,
  });
  let program: Program | undefined;
  try {
    program = await startProgram(broker);
    await whileRunning(program.ended, untilAnswering(url));
  } catch (error) {
    await program?.stop(30_000);
    await epmd();
    throw new CannotServe(`RabbitMQ did not start: ${(error as Error).message} (see ${logFile})`);
  }
  const stop = keepRunning(program, {
    name: 'RabbitMQ',
    launch: again(broker),
    answering: () => untilAnswering(url),
    log,
  });
  return {
    url,
    at: `port ${port}`,
    async stop() {
      await stop(30_000);
      await epmd();
    },
  };
}

/** The server's own script: the wrapper that Debian puts on the PATH changes to another user. */
async function rabbitmqServer(log: (line: string) => void): Promise<string> {
  const debian = '/usr/lib/rabbitmq/bin/rabbitmq-server';
  const find = () => (existsSync(debian) ? debian : findCommand('rabbitmq-server'));
  const found = find();
  if (found) return found;
  await ensurePackage('rabbitmq-server', 'RabbitMQ is missing: give RABBIT_URL, start a Docker engine', log);
  const installed = find();
  if (!installed) throw new CannotServe('The package rabbitmq-server brought no server: give RABBIT_URL.');
  return installed;
}

async function untilAnswering(url: string): Promise<void> {
  let last = '';
  for (let attempt = 0; attempt < 240; attempt++) {
    const result = await lookAtRabbitmq(url);
    if (result === 'usable') return;
    if (result !== 'absent') last = `: ${result.useless}`;
    await delay(250);
  }
  throw new Error(`no answer within 60 s${last}`);
}

function environment(folder: string, logs: string, ports: { port: number; distPort: number; epmdPort: number }) {
  return {
    PATH: process.env['PATH'],
    LANG: 'C.UTF-8',
    HOME: folder,
    // the shell script then becomes the server instead of watching over it
    RABBITMQ_ALLOW_INPUT: '1',
    RABBITMQ_NODENAME: 'leerhuis@localhost',
    RABBITMQ_NODE_PORT: `${ports.port}`,
    RABBITMQ_DIST_PORT: `${ports.distPort}`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_MNESIA_BASE: join(folder, 'db'),
    RABBITMQ_LOG_BASE: logs,
    RABBITMQ_LOGS: '-',
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
    RABBITMQ_PID_FILE: join(folder, 'rabbitmq.pid'),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: `${ports.epmdPort}`,
    // no busy waiting, few threads; the other nodes that this one could have are on this machine
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS:
      '-noinput +S 2:2 +SDcpu 1:1 +SDio 2 +A 1 +sbwt none +sbwtdcpu none +sbwtdio none -start_epmd false ' +
      '-kernel inet_dist_use_interface {127,0,0,1}',
    RABBITMQ_MAX_NUMBER_OF_PROCESSES: '65536',
  };
}

function config(user: { name: string; password: string }): string {
  return `default_user = ${user.name}
default_pass = ${user.password}
collect_statistics_interval = 60000
vm_memory_high_watermark.absolute = 256MB
disk_free_limit.absolute = 64MB
raft.wal_max_size_bytes = 16777216
log.console.level = warning
log.file = false
`;
}
