import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CannotServe } from './choice.ts';
import type { Folders } from './folders.ts';
import { startKafka } from './kafka.ts';
import { Locked, takeLock } from './lock.ts';
import { startRabbitmq } from './rabbitmq.ts';
import type { Found, Log, Need, Stop } from './servers.ts';
import { startMongodb } from './start-mongod.ts';

/** Starts native servers side by side; throws one CannotServe that tells of all that could not be started. */
export async function startNatives(
  needs: Need[],
  found: Found,
  options: { folders: Folders; auth: { mongodb: string; rabbitmq: string } | false; log: Log },
  stops: Stop[],
): Promise<void> {
  if (!needs.length) return;
  const { folders, auth, log } = options;
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  const lock = lockData(folders.data);
  stops.push(async () => lock.release());
  const how = 'native';
  const start: Record<Need, () => Promise<{ stop?: Stop }>> = {
    mongodb: async () => {
      found.mongodb = { ...(await startMongodb(folders, auth ? auth.mongodb : undefined, log)), how };
      return found.mongodb;
    },
    kafka: async () => {
      found.kafka = { ...(await startKafka(folders, log)), how };
      return found.kafka;
    },
    rabbitmq: async () => {
      found.rabbitmq = { ...(await startRabbitmq(folders, auth ? auth.rabbitmq : undefined, log)), how };
      return found.rabbitmq;
    },
  };
  const results = await Promise.allSettled(
    needs.map(async (need) => {
      const { stop } = await start[need]();
      if (stop) stops.push(stop);
    }),
  );
  const failures = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason as Error);
  if (failures.length === 0) return;
  const stranger = failures.find((failure) => !(failure instanceof CannotServe));
  throw stranger ?? new CannotServe(failures.map(({ message }) => message).join('\n'));
}

function lockData(folder: string) {
  try {
    return takeLock(join(folder, 'backing.lock'), 'backing services');
  } catch (error) {
    if (!(error instanceof Locked)) throw error;
    throw new CannotServe(`Process ${error.holder.pid} uses the data in ${folder}: wait until it has ended.`);
  }
}
