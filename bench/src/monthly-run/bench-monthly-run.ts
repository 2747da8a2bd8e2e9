import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@leerhuis/service-runtime';
import { eventually, httpClient, testDatabase, tokenFor } from '@leerhuis/testkit';
import { type BuiltService, startBuiltService } from '../built-service.ts';
import type { CleanUp } from '../clean-up.ts';
import { cpuSeconds } from '../cpu.ts';
import { residentMb } from '../memory.ts';
import type { Findings } from '../report.ts';
import { type Extent, type Figures, inRounds } from '../rounds.ts';
import { startWorker } from '../worker.ts';
import type { RawTasks } from './raw.worker.ts';
import { month, waitingRegistrations } from './waiting-registrations.ts';

const ours = 'certification';
const peer = 'driver, transactions of 200, tells nobody';
const sampleEveryMs = 200;

/** The run of a month: every participation that waits is sent to its federation, and the files are made. */
export async function benchMonthlyRun(extent: Extent, undo: CleanUp): Promise<Findings> {
  const registrations = extent.rounds > 2 ? 10_000 : 1_000;
  const env = { REGISTRATION_RUN: 'manual' };
  const service = await startBuiltService({ name: 'certification', folder: 'services/certification', env }, undo);
  const staff = httpClient(service.url).as(await tokenFor({ accountId: newId(), roles: ['learner', 'staff'] }));

  const database = await testDatabase('bench-raw');
  undo.add(() => database.drop());
  const raw = await startWorker<RawTasks>(new URL('raw.worker.ts', import.meta.url));
  undo.add(raw.stop);
  await raw.call('open', { url: database.url, like: service.database.name });

  const run = async (): Promise<Figures> => {
    await insert(service, registrations);
    const memory: number[] = [];
    const before = cpuSeconds(service.pid) ?? Number.NaN;
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1_000;
    const { status, body } = await staff.post<{ id: string }>(
      '/api/v1/admin/registration-runs',
      { month },
      { headers: { 'idempotency-key': newId() } },
    );
    if (status !== 202) throw new Error(`the run was not started: ${status} ${JSON.stringify(body)}`);
    const { connection } = service.database;
    const runs = connection.collection<{ _id: string; state: string; sent: number }>('registrationRuns');
    let done: number | undefined;
    for (;;) {
      memory.push(residentMb(service.pid) ?? Number.NaN);
      await sleep(sampleEveryMs);
      if (seconds() > 300) throw new Error('the run was not over after five minutes');
      const found = await runs.findOne({ _id: body.id });
      if (found?.state !== 'done') continue;
      if (found.sent !== registrations) throw new Error(`${found.sent} of ${registrations} were sent`);
      done ??= seconds();
      if ((await connection.collection('outbox').estimatedDocumentCount()) === 0) break;
    }
    const told = seconds();
    const cpu = (cpuSeconds(service.pid) ?? Number.NaN) - before;
    const figures: Figures = { 'run s': done, 'told to all s': told, 'registrations/s': registrations / done };
    if (Number.isNaN(cpu)) return figures;
    return { ...figures, 'CPU µs/registration': (cpu / registrations) * 1e6, ...flatness(memory) };
  };

  // the first one compiles, and takes the memory that all of them need
  await run();
  const measured = await inRounds(
    [
      { name: ours, measure: run },
      {
        name: peer,
        async measure() {
          await raw.call('insert', { registrations });
          const seconds = await raw.call('run', undefined as never);
          return { 'run s': seconds, 'registrations/s': registrations / seconds };
        },
      },
    ],
    extent.rounds,
  );
  return {
    measured,
    questions: [
      { of: ours, figure: 'told to all s', atMost: 60 },
      { of: ours, figure: 'memory, last quarter / first', atMost: 1.2 },
      { of: ours, against: peer, figure: 'registrations/s' },
    ],
    remarks: [
      `${registrations} registrations with four federations; "told to all": Kafka and RabbitMQ have every fact and job`,
      `memory of the process every ${sampleEveryMs} ms, garbage included`,
    ],
  };
}

async function insert(service: BuiltService, registrations: number): Promise<void> {
  const collection = service.database.connection.collection<{ _id: string }>('registrations');
  await collection.insertMany(waitingRegistrations(registrations));
  await eventually(async () => (await collection.countDocuments({ state: 'waiting' })) === registrations);
}

function flatness(memory: number[]): Figures {
  const quarter = Math.max(1, Math.floor(memory.length / 4));
  const most = (samples: number[]) => Math.max(...samples);
  return {
    'memory MB at most': most(memory),
    'memory, last quarter / first': most(memory.slice(-quarter)) / most(memory.slice(0, quarter)),
  };
}
