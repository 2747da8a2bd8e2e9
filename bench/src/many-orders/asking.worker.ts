import { Pool } from 'undici';
import { keepBusy, type Turn } from '../clients.ts';
import { serveTasks } from '../worker.ts';

/** A client that asks for one address again and again. */
const tasks = {
  async ask({ url, path, token, ...turn }: Turn & { url: string; path: string; token: string }) {
    const pool = new Pool(url, { connections: turn.clients });
    const headers = { authorization: `Bearer ${token}` };
    try {
      return await keepBusy(turn, 'answers', async () => {
        const answer = await pool.request({ path, method: 'GET', headers });
        const text = await answer.body.text();
        if (answer.statusCode !== 200) throw new Error(`not answered: ${answer.statusCode} ${text}`);
      });
    } finally {
      await pool.close();
    }
  },
};
export type AskingTasks = typeof tasks;
serveTasks(tasks);
