import { testDatabase, tokenFor } from '@leerhuis/testkit';
import { openClassrooms } from '../classrooms.ts';
import type { CleanUp } from '../clean-up.ts';
import { cpuSeconds } from '../cpu.ts';
import type { Findings } from '../report.ts';
import { type Contestant, type Extent, inRounds } from '../rounds.ts';
import { startWorker } from '../worker.ts';
import type { RawTasks } from './raw.worker.ts';
import type { ReportingTasks } from './reporting.worker.ts';

const clients = 32;
const learners = 400;
const peer = 'node:http + driver, a bulkWrite per report';

/** What learners watched, told over HTTP: through the built learning service, and in the plainest way there is. */
export async function benchProgress(extent: Extent, undo: CleanUp): Promise<Findings> {
  const classrooms = await openClassrooms(learners, undo);
  // entered long enough ago for all that is told to have been watched
  const from = new Date(Date.now() - 7 * 3_600_000);
  await classrooms.service.database.connection.collection<{ _id: string }>('players').insertMany(
    classrooms.learners.map(({ accountId, enrolmentId }) => {
      const player = { sessionId: `session-of-${accountId}`, enrolmentId, from, enteredAt: from, until: null };
      return { _id: accountId, revision: 1, players: [player] };
    }),
  );
  const database = await testDatabase('bench-raw');
  undo.add(() => database.drop());
  const raw = await startWorker<RawTasks>(new URL('raw.worker.ts', import.meta.url));
  undo.add(raw.stop);
  const rawUrl = await raw.call('start', { databaseUrl: database.url });

  const reporters = await Promise.all(
    classrooms.learners.map(async ({ accountId, enrolmentId }) => ({
      path: `/api/v1/enrolments/${enrolmentId}/progress`,
      token: await tokenFor({ accountId }),
    })),
  );
  const contestant = async (name: string, url: string, pid: () => number) => {
    const reporting = await startWorker<ReportingTasks>(new URL('reporting.worker.ts', import.meta.url));
    undo.add(reporting.stop);
    await reporting.call('open', { url, reporters, connections: clients });
    await reporting.call('report', { clients, seconds: 3 });
    return {
      name,
      async measure() {
        const before = cpuSeconds(pid());
        const figures = await reporting.call('report', { clients, seconds: extent.seconds });
        const busy = (cpuSeconds(pid()) ?? Number.NaN) - (before ?? Number.NaN);
        const { 'reports/s': perSecond = 0 } = figures;
        return Number.isNaN(busy)
          ? figures
          : { ...figures, 'CPU µs/report': (busy / perSecond / extent.seconds) * 1e6 };
      },
    } satisfies Contestant;
  };
  const service = 'learning';
  const contestants = [
    await contestant(service, classrooms.service.url, () => classrooms.service.pid),
    await contestant(peer, rawUrl, () => raw.pid),
  ];
  return {
    measured: await inRounds(contestants, extent.rounds),
    questions: [{ of: service, against: peer, figure: 'reports/s', atLeast: 1.2 }],
    remarks: [
      `reports of 10 segments and a position by ${clients} clients for ${learners} learners; the peer checks no token`,
    ],
  };
}
