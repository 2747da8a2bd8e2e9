import { setTimeout as sleep } from 'node:timers/promises';
import {
  accountRegisteredV1,
  activationGrantedV1,
  type CloudEvent,
  coursePublishedV1,
  type EventContract,
  newEvent,
} from '@leerhuis/contracts';
import { newId } from '@leerhuis/service-runtime';
import {
  backingServices,
  eventually,
  publishEvents,
  removeNamespace,
  type TestDatabase,
  testDatabase,
  testNamespace,
} from '@leerhuis/testkit';
import { startLearning } from '../classrooms.ts';
import type { CleanUp } from '../clean-up.ts';
import { cpuSeconds } from '../cpu.ts';
import type { Findings } from '../report.ts';
import { type Extent, type Figures, inRounds } from '../rounds.ts';
import { accountSnapshot, activationSnapshot, classroomSnapshot } from '../snapshots.ts';
import { startWorker } from '../worker.ts';
import type { RawTasks } from './raw.worker.ts';

const copying = 'learning, accounts copied';
const opening = 'learning, classrooms opened';
const peer = 'driver, a transaction per account';

/** A service that was away finds a backlog in Kafka: how fast it works that off, each event once. */
export async function benchCatchUp(extent: Extent, undo: CleanUp): Promise<Findings> {
  const backlog = extent.rounds > 2 ? 10_000 : 2_000;
  const service = await startLearning(undo);
  const course = classroomSnapshot();
  await publishEvents(service.namespace, [coursePublishedV1], [told(coursePublishedV1, course.courseId, course)]);
  await eventually(async () => (await count(service.database, 'courses')) === 1, { within: 30_000 });

  const turn = async (collection: string, contract: EventContract<unknown>, events: CloudEvent[]): Promise<Figures> => {
    await service.stop();
    await publishAll(service.namespace, contract, events);
    const started = performance.now();
    await service.start();
    const figures = await timed(service.database, collection, events.length, () => service.pid);
    return { ...figures, 'from its start s': (performance.now() - started) / 1_000 };
  };

  const raw = await openPeer(undo);
  const measured = await inRounds(
    [
      { name: copying, measure: () => turn('accounts', accountRegisteredV1, accountsTold(backlog)) },
      {
        name: opening,
        // each is a dozen reads and writes: a quarter of them takes as long
        measure: () => turn('enrolments', activationGrantedV1, activationsTold(backlog / 4, course.courseId)),
      },
      {
        name: peer,
        async measure() {
          await publishAll(raw.namespace, accountRegisteredV1, accountsTold(backlog));
          await raw.worker.call('start', undefined as never);
          const figures = await timed(raw.database, 'accounts', backlog, () => raw.worker.pid);
          await raw.worker.call('stop', undefined as never);
          return figures;
        },
      },
    ],
    extent.rounds,
  );
  return {
    measured,
    questions: [
      { of: copying, figure: 'events/s', atLeast: 1_000 },
      { of: opening, figure: 'events/s', atLeast: 1_000 },
      { of: copying, against: peer, figure: 'events/s' },
    ],
    remarks: [
      `${backlog} events in Kafka before the consumer starts (${backlog / 4} activations); timed from the first effect to the last`,
    ],
  };
}

async function openPeer(undo: CleanUp) {
  const namespace = testNamespace();
  undo.add(() => removeNamespace(namespace));
  const database = await testDatabase('bench-raw');
  undo.add(() => database.drop());
  const worker = await startWorker<RawTasks>(new URL('raw.worker.ts', import.meta.url));
  undo.add(worker.stop);
  const { kafkaBrokers: brokers } = await backingServices();
  await worker.call('open', { databaseUrl: database.url, brokers, namespace });
  return { namespace, database, worker };
}

/** From the first effect to the last; what comes before is the start of a process, measured by nobody's rate. */
async function timed(database: TestDatabase, collection: string, events: number, pid: () => number): Promise<Figures> {
  const before = await count(database, collection);
  let seen = before;
  let first: { at: number; cpu: number | undefined; seen: number } | undefined;
  const giveUp = performance.now() + 180_000;
  while (seen < before + events) {
    if (performance.now() > giveUp) throw new Error(`${collection}: ${seen - before} of ${events} after three minutes`);
    await sleep(20);
    seen = await count(database, collection);
    if (seen > before) first ??= { at: performance.now(), cpu: cpuSeconds(pid()), seen };
  }
  if (!first) return {};
  const done = seen - first.seen;
  const cpu = (cpuSeconds(pid()) ?? Number.NaN) - (first.cpu ?? Number.NaN);
  const cost: Figures = Number.isNaN(cpu) ? {} : { 'CPU µs/event': (cpu / done) * 1e6 };
  return { 'events/s': (done * 1_000) / (performance.now() - first.at), ...cost };
}

/** From the collection's own count, which costs nothing. */
const count = (database: TestDatabase, collection: string) =>
  database.connection.collection(collection).estimatedDocumentCount();

async function publishAll(namespace: string, contract: EventContract<unknown>, events: CloudEvent[]): Promise<void> {
  for (let from = 0; from < events.length; from += 1_000)
    await publishEvents(namespace, [contract], events.slice(from, from + 1_000));
}

function accountsTold(events: number): CloudEvent[] {
  return Array.from({ length: events }, () => {
    const account = accountSnapshot();
    return told(accountRegisteredV1, account.accountId, account);
  });
}

function activationsTold(events: number, courseId: string): CloudEvent[] {
  return Array.from({ length: events }, () => {
    const activation = activationSnapshot(newId(), courseId);
    return told(activationGrantedV1, activation.activationId, activation);
  });
}

function told<D>(contract: EventContract<D>, subject: string, data: D): CloudEvent {
  return newEvent(contract, { id: newId(), subject, time: new Date(), data });
}
