import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { keepLog } from './keep-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'logs-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('the logs of the three starts before are kept, the newest first, and no more', () => {
  const file = join(folder, 'orders.log');
  for (const start of ['first', 'second', 'third', 'fourth', 'fifth']) {
    keepLog(file);
    writeFileSync(file, start);
  }
  keepLog(file);
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  expect(readdirSync(folder).sort().map(read)).toEqual(['fifth', 'fourth', 'third']);
  writeFileSync(file, '');
  keepLog(file);
  expect(read('orders.log.1')).toBe('fifth');
});
