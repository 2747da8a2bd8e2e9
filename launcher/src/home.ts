import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BackingServices, startBackingServices } from '@leerhuis/backing-services';
import type { Surroundings } from './environment.ts';

/** The folders and files in which a system keeps all that it writes. */
export interface SystemFolders {
  home: string;
  data: string;
  logs: string;
  pids: string;
  secrets: string;
  /** How far the time was moved. */
  clock: string;
}

export function systemFolders(dataDir: string): SystemFolders {
  const home = resolve(dataDir);
  const folders = { data: join(home, 'data'), logs: join(home, 'logs'), pids: join(home, 'pids') };
  return { home, ...folders, secrets: join(home, 'secrets.json'), clock: join(home, 'clock.json') };
}

export function startBacking(
  folders: SystemFolders,
  { env, secret }: Pick<Surroundings, 'env' | 'secret'>,
  log: (line: string) => void,
): Promise<BackingServices> {
  for (const folder of [folders.data, folders.logs, folders.pids]) mkdirSync(folder, { recursive: true });
  return startBackingServices({
    needs: ['mongodb', 'kafka', 'rabbitmq'],
    dataDir: folders.data,
    logDir: folders.logs,
    auth: { mongodb: secret('MONGO_ROOT_PASSWORD'), rabbitmq: secret('RABBIT_PASSWORD') },
    log,
    env,
  });
}
