import { readdirSync, readFileSync } from 'node:fs';
import { allEvents, allJobs, type JobContract } from '@leerhuis/contracts';
import { z } from 'zod';
import type { JsonSchema } from './compare-schemas.ts';

/** A version of an event, or a job, as a release had it. */
export interface KeptContract {
  /** What its owner tells, or who needs the work asks for. */
  gives: JsonSchema;
  /** What its readers understand. */
  reads: JsonSchema;
  /** Data of golden samples, by file. */
  samples: Record<string, unknown>;
}
export type KeptContracts = Record<string, KeptContract>;

const folder = new URL('../../../libs/contracts/samples/', import.meta.url);

/** The contracts of this working copy, in the form in which the baseline keeps those of the release before. */
export function contractsOfToday(): KeptContracts {
  const events = allEvents.map(
    ({ type, data }) => [type, { ...schemasOf({ data, reads: data }), samples: {} }] as const,
  );
  const jobs = allJobs.map((job) => [job.queue, { ...schemasOf(job), samples: {} }] as const);
  const kept: KeptContracts = Object.fromEntries([...events, ...jobs]);
  for (const file of readdirSync(folder).sort()) {
    const name = Object.keys(kept).find((one) => file === `${one}.json` || file.startsWith(`${one}.`));
    if (name) Object.assign(kept[name]?.samples ?? {}, { [file]: dataOf(file, name) });
  }
  return kept;
}

function schemasOf({ data, reads }: Pick<JobContract<unknown>, 'data' | 'reads'>) {
  return {
    gives: z.toJSONSchema(data, { io: 'output' }) as JsonSchema,
    reads: z.toJSONSchema(reads, { io: 'input' }) as JsonSchema,
  };
}

/** Samples of events have their envelope. */
function dataOf(file: string, name: string): unknown {
  const sample = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { data?: unknown };
  return allEvents.some(({ type }) => type === name) ? sample.data : sample;
}
