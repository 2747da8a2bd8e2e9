import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BackingServices, CannotServe, Locked, takeLock } from '@leerhuis/backing-services';
import { addresses } from './addresses.ts';
import { surroundings } from './environment.ts';
import { startBacking, systemFolders } from './home.ts';
import { root } from './root.ts';
import { openSecrets } from './secrets.ts';
import { startSystem } from './start-system.ts';

const began = Date.now();
const say = (line: string) => {
  const at = `${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  `;
  for (const text of line.split('\n')) console.log(at + text);
};

async function main(): Promise<void> {
  const { reset, only } = options();
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (!stopping.signal.aborted) say('stopping');
      stopping.abort();
    });
  }
  stopWithNpm(() => process.emit('SIGTERM'));
  const dataDir = process.env['LEERHUIS_HOME'] || join(root, '.leerhuis');
  const folders = systemFolders(dataDir);
  const around = surroundings(process.env, openSecrets(folders.secrets), folders.data);
  const lock = takeSystemLock(join(folders.home, 'lock'), around.publicUrl);
  const note = join(folders.home, 'running.json');
  try {
    const running = only
      ? await onlyBacking()
      : await startSystem({ dataDir, reset, log: say, signal: stopping.signal }).then(async (system) => {
          const { gatewayUrl, mailUrl, paymentSandboxUrl, clockUrl, backing, stop } = system;
          const places = {
            gatewayUrl,
            mailUrl,
            paymentSandboxUrl,
            ...(clockUrl && { clockUrl }),
            ...variables(backing),
          };
          return { places, lines: await addresses(system), stop };
        });
    leaveNote(note, { ...running.places, namespace: around.namespace });
    for (const line of running.lines) console.log(line);
    await untilAborted(stopping.signal);
    await running.stop();
    say('stopped');
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    say('stopped before everything was ready');
  } finally {
    rmSync(note, { force: true });
    lock.release();
  }

  async function onlyBacking() {
    const backing = await startBacking(folders, around, say);
    const places = variables(backing);
    const names = { mongoUrl: 'MONGO_URL', kafkaBrokers: 'KAFKA_BROKERS', rabbitUrl: 'RABBIT_URL' } as const;
    const lines = Object.entries(names).map(
      ([name, variable]) => `export ${variable}='${places[name as keyof typeof names]}'`,
    );
    return { places, lines, stop: () => backing.stop() };
  }
}

function options(): { reset: boolean; only: boolean } {
  try {
    const { values } = parseArgs({ options: { reset: { type: 'boolean' }, only: { type: 'string' } } });
    if (values.only !== undefined && values.only !== 'backing') throw new Error('--only knows one value, backing');
    return { reset: values.reset ?? false, only: values.only !== undefined };
  } catch (error) {
    throw new CannotServe(`${(error as Error).message}. Usage: npm start -- [--reset] [--only backing]`);
  }
}

/** npm passes signals on to a shell that keeps them to itself: when npm was ended, our parent is another one. */
function stopWithNpm(stop: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    stop();
  }, 1_000).unref();
}

/** One system per folder: its data cannot be used twice. */
function takeSystemLock(file: string, gatewayUrl: string) {
  try {
    return takeLock(file, gatewayUrl);
  } catch (error) {
    if (!(error instanceof Locked)) throw error;
    const { note, pid } = error.holder;
    throw new CannotServe(`Leerhuis runs already at ${note} (process ${pid}): use that, or end it with Ctrl-C there.`);
  }
}

/** Tells commands that look for the running system (`npm run events`, `npm run demo`) where it is. */
function leaveNote(file: string, places: Record<string, string>): void {
  writeFileSync(file, `${JSON.stringify({ pid: process.pid, ...places }, null, 2)}\n`, { mode: 0o600 });
}

function variables({ mongodb, kafka, rabbitmq }: BackingServices) {
  return { mongoUrl: mongodb.url(''), kafkaBrokers: kafka.brokers, rabbitUrl: rabbitmq.url };
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  const alive = setInterval(() => {}, 3_600_000);
  if (!signal.aborted) await once(signal, 'abort');
  clearInterval(alive);
}

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(error instanceof CannotServe ? `\n${error.message}` : error);
  process.exit(1);
}
