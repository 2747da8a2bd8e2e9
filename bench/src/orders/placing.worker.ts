import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { keepBusy, type Turn } from '../clients.ts';
import { serveTasks } from '../worker.ts';

let placed = 0;
let shop: { pool: Pool; tokens: string[]; body: string } | undefined;

async function place(): Promise<void> {
  if (!shop) throw new Error('no shop is open');
  const { pool, tokens, body } = shop;
  // by turns: an account has but so many orders unpaid
  placed += 1;
  const headers = {
    authorization: `Bearer ${tokens[placed % tokens.length]}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
  };
  const answer = await pool.request({ path: '/api/v1/orders', method: 'POST', headers, body });
  const text = await answer.body.text();
  if (answer.statusCode !== 201) throw new Error(`not placed: ${answer.statusCode} ${text}`);
}

const tasks = {
  async open({ url, ...rest }: { url: string; tokens: string[]; body: string }): Promise<void> {
    shop = { pool: new Pool(url, { connections: 16 }), ...rest };
  },
  place: (turn: Turn) => keepBusy(turn, 'orders', place),
};
export type PlacingTasks = typeof tasks;
serveTasks(tasks);
