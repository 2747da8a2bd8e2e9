import { createRequire } from 'node:module';
import { findCommand, run } from '@leerhuis/backing-services';

export interface Load {
  perSecond: number;
  p99: number;
  failed: number;
}

export interface LoadOptions {
  url: string;
  headers: Record<string, string>;
  connections: number;
  seconds: number;
}

/** Names the generator: wrk where there is one, since autocannon itself gives out before nginx does. */
export function generator(): { name: string; load(options: LoadOptions): Promise<Load> } {
  return findCommand('wrk') ? { name: 'wrk', load: loadByWrk } : { name: 'autocannon', load: loadByAutocannon };
}

async function loadByWrk({ url, headers, connections, seconds }: LoadOptions): Promise<Load> {
  const lines = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const output = await outputOf('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', ...lines, url]);
  const number = (pattern: RegExp) => Number(pattern.exec(output)?.[1] ?? 0);
  const [, p99 = 'NaN', unit = ''] = /99%\s+([\d.]+)(us|ms|s)/.exec(output) ?? [];
  const toMs: Record<string, number> = { us: 0.001, ms: 1, s: 1_000 };
  const errors = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(output)?.slice(1) ?? [];
  return {
    perSecond: number(/Requests\/sec:\s+([\d.]+)/),
    p99: Number(p99) * (toMs[unit] ?? Number.NaN),
    failed: number(/Non-2xx or 3xx responses: (\d+)/) + errors.reduce((sum, count) => sum + Number(count), 0),
  };
}

async function loadByAutocannon({ url, headers, connections, seconds }: LoadOptions): Promise<Load> {
  const script = createRequire(import.meta.url).resolve('autocannon/autocannon.js');
  const lines = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}=${value}`]);
  const args = [script, '-c', `${connections}`, '-d', `${seconds}`, '--json', '--no-progress', ...lines, url];
  const output = await outputOf(process.execPath, args);
  const result = JSON.parse(output.slice(output.indexOf('{'))) as {
    requests: { average: number };
    latency: { p99: number };
    errors: number;
    non2xx: number;
  };
  const { requests, latency, errors, non2xx } = result;
  return { perSecond: requests.average, p99: latency.p99, failed: errors + non2xx };
}

async function outputOf(command: string, args: string[]): Promise<string> {
  const { code, output } = await run(command, args);
  if (code !== 0) throw new Error(`${command} failed: ${output}`);
  return output;
}
