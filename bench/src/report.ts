import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { resultsFolder } from './places.ts';
import { type Measured, short } from './rounds.ts';
import { ratiosOf, type Summary, summaryOf } from './statistics.ts';

/** What is looked at: a figure of one contestant, or its ratio to another's, and what it should be. */
export interface Question {
  of: string;
  figure: string;
  against?: string;
  atLeast?: number;
  atMost?: number;
}

export interface Findings {
  measured: Measured;
  questions: Question[];
  /** What a reader must know about this run, such as a peer that wasn't there. */
  remarks: string[];
}

export interface Report extends Findings {
  name: string;
  /** How long all of it took. */
  seconds: number;
}

/** Prints medians with their spread, then the answers; writes all of it, round by round, as JSON. */
export function report({ name, seconds, measured, questions, remarks }: Report): void {
  const rows = [...measured].flatMap(([contestant, rounds]) =>
    Object.keys(rounds[0] ?? {}).map((figure) => {
      const values = valuesOf(measured, contestant, figure);
      return { contestant, figure, values, ...summaryOf(values) };
    }),
  );
  const answers = questions
    .filter(({ of, against }) => measured.has(of) && (against === undefined || measured.has(against)))
    .map((question) => ({ ...question, ...answerTo(measured, question) }));

  console.log(`\n${name}: median (min – max)`);
  for (const { contestant, figure, ...summary } of rows)
    console.log(`   ${contestant.padEnd(40)} ${figure.padEnd(18)} ${shown(summary)}`);
  for (const { of, against, figure, verdict, ...summary } of answers)
    console.log(`   → ${of}${against ? ` / ${against}` : ''}, ${figure}: ${shown(summary)}${verdict}`);
  for (const remark of remarks) console.log(`   ${remark}`);
  console.log(`   took ${short(seconds)} s`);

  mkdirSync(resultsFolder, { recursive: true });
  const machine = { cpus: cpus().length, model: cpus()[0]?.model, node: process.version, loadBefore: loadAtStart };
  const content = { name, at: new Date().toISOString(), seconds, machine, remarks, rows, answers };
  writeFileSync(join(resultsFolder, `${name}.json`), `${JSON.stringify(content, null, 2)}\n`);
}

/** Over the last minute, when the run began: what others did to the machine. */
const loadAtStart = loadavg()[0];

function answerTo(measured: Measured, question: Question): Summary & { verdict: string } {
  const { of, figure, against, atLeast, atMost } = question;
  const values = valuesOf(measured, of, figure);
  const summary = summaryOf(against === undefined ? values : ratiosOf(values, valuesOf(measured, against, figure)));
  const goals = [
    ...(atLeast === undefined ? [] : [{ text: `≥ ${atLeast}`, isMet: summary.median >= atLeast }]),
    ...(atMost === undefined ? [] : [{ text: `≤ ${atMost}`, isMet: summary.median <= atMost }]),
  ];
  const verdict = goals.map(({ text, isMet }) => `   goal ${text}: ${isMet ? 'met' : 'not met'}`).join('');
  return { ...summary, verdict };
}

function valuesOf(measured: Measured, contestant: string, figure: string): number[] {
  return (measured.get(contestant) ?? []).flatMap((figures) => figures[figure] ?? []);
}

function shown({ median, min, max }: Summary): string {
  return `${short(median)} (${short(min)} – ${short(max)})`;
}
