import { join } from 'node:path';
import { type BackingServices, CannotServe, endLeftover } from '@leerhuis/backing-services';
import { databaseUsers, healthUrlOf, partEnvironment, surroundings, urlOf } from './environment.ts';
import { startBacking, systemFolders } from './home.ts';
import { nodeArguments } from './node-arguments.ts';
import { type PartName, parts } from './parts.ts';
import { checkPorts } from './port-plan.ts';
import { wipeFolders, wipeServers } from './reset.ts';
import { root } from './root.ts';
import { openSecrets } from './secrets.ts';
import { startSharedClock, wasMoved } from './shared-clock.ts';
import { type Supervised, supervise } from './supervise.ts';

export interface SystemOptions {
  /** The folder of everything that is written: data, logs, secrets. */
  dataDir: string;
  gatewayPort?: number;
  /** Before the names of databases, topics and queues, so that several systems can share servers. */
  namespace?: string;
  log: (line: string) => void;
  /** More variables for some parts; they win. */
  variables?: Partial<Record<PartName, Record<string, string>>>;
  env?: NodeJS.ProcessEnv;
  /** Gives up the start, and stops what was started. */
  signal?: AbortSignal;
  /** Begin anew: whatever was kept goes. */
  reset?: boolean;
}

export interface RunningSystem {
  gatewayUrl: string;
  mailUrl: string;
  paymentSandboxUrl: string;
  /** Where a part tells how it is. */
  healthUrl(name: PartName): string;
  backing: BackingServices;
  /** Where time can be moved; null where it cannot. */
  clockUrl: string | null;
  stopService(name: PartName): Promise<void>;
  /** Resolves when it is ready again. */
  startService(name: PartName): Promise<void>;
  restart(name: PartName): Promise<void>;
  /** A signal to the process; if it dies of it, it is started again by itself. */
  kill(name: PartName, signal: NodeJS.Signals): void;
  pid(name: PartName): number | undefined;
  /** Stops everything in order: the gateway first, backing services last. */
  stop(): Promise<void>;
}

/** Starts the whole system on this machine; resolves when the gateway is ready, or throws CannotServe and leaves nothing behind. */
export async function startSystem(options: SystemOptions): Promise<RunningSystem> {
  const { log, env = process.env, signal } = options;
  const folders = systemFolders(options.dataDir);
  await Promise.all(parts.map(({ name }) => endLeftover(join(folders.pids, name))));
  if (options.reset) wipeFolders(folders);
  const around = surroundings(env, openSecrets(folders.secrets), folders.data, options);
  const { ports, clockPort } = around;
  await checkPorts(clockPort ? { ...ports, CLOCK_PORT: clockPort } : ports);
  if (!clockPort && wasMoved(folders.clock))
    throw new CannotServe(
      'The time of this system was moved forward: start it with LEERHUIS_SHARED_CLOCK=true, or begin anew with --reset.',
    );

  const stops: (() => Promise<void>)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      for (const end of stops.reverse()) await end();
    })();
    return stopping;
  };
  const goOn = () => {
    if (signal?.aborted) throw new CannotServe('The start was given up.');
  };

  try {
    const backing = await startBacking(folders, around, log);
    stops.push(() => backing.stop());
    goOn();
    if (options.reset) await wipeServers(backing, around);
    await backing.mongodb.ensureUsers(databaseUsers(around));

    const timeZone = env['TIME_ZONE'] || 'Europe/Brussels';
    const clock = clockPort ? await startSharedClock({ file: folders.clock, port: clockPort, timeZone }) : null;
    if (clock) {
      stops.push(clock.stop);
      log(`shared clock at ${clock.url}: it is ${clock.now().toISOString()}`);
    }

    const all = new Map<PartName, Supervised>();
    for (const part of parts) {
      const supervised = supervise({
        name: part.name,
        args: nodeArguments(part.folder),
        cwd: root,
        env: { ...partEnvironment(part, around, backing), ...options.variables?.[part.name] },
        readyUrl: `${healthUrlOf(part.name, ports)}/health/ready`,
        logFile: join(folders.logs, `${part.name}.log`),
        pidFile: join(folders.pids, part.name),
        log,
      });
      all.set(part.name, supervised);
    }
    const get = (name: PartName): Supervised => {
      const supervised = all.get(name);
      if (!supervised) throw new Error(`there is no part ${name}`);
      return supervised;
    };
    const giveUp = () => {
      for (const supervised of all.values()) void supervised.stop();
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    await startInStages(get, stops, goOn, (name, ready) =>
      log(`${name}: ready at ${urlOf(name, ports)} (${ready} of ${parts.length})`),
    );
    signal?.removeEventListener('abort', giveUp);
    return {
      gatewayUrl: around.publicUrl,
      mailUrl: urlOf('mail', ports),
      paymentSandboxUrl: urlOf('payment', ports),
      healthUrl: (name) => healthUrlOf(name, ports),
      backing,
      clockUrl: clock?.url ?? null,
      stopService: (name) => get(name).stop(),
      startService: (name) => get(name).start(),
      restart: async (name) => {
        await get(name).stop();
        await get(name).start();
      },
      kill: (name, which) => get(name).signal(which),
      pid: (name) => get(name).pid(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Each stage when the one before is ready; stopping goes the other way round. */
async function startInStages(
  get: (name: PartName) => Supervised,
  stops: (() => Promise<void>)[],
  goOn: () => void,
  onReady: (name: PartName, ready: number) => void,
): Promise<void> {
  let ready = 0;
  for (const stage of [...new Set(parts.map((part) => part.stage))].sort((a, b) => a - b)) {
    goOn();
    const names = parts.filter((part) => part.stage === stage).map((part) => part.name);
    stops.push(async () => {
      await Promise.all(names.map((name) => get(name).stop()));
    });
    await Promise.all(
      names.map(async (name) => {
        await get(name).start();
        ready += 1;
        onReady(name, ready);
      }),
    );
  }
}
