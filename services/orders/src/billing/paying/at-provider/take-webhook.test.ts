import { beforeEach, describe, expect, it } from '@jest/globals';
import { Problem } from '@leerhuis/http-api';
import { webhookTaking } from './take-webhook.ts';

let asked: string[];
let now: Date;
let take: (id: string) => Promise<void>;
beforeEach(() => {
  asked = [];
  now = new Date('2026-03-02T12:00:00Z');
  take = webhookTaking({
    isOurs: async (id) => id.startsWith('tr_ours'),
    askAbout: async (id) => void asked.push(id),
    now: () => now,
    unknownPerMinute: 30,
  });
});
const refusals = async (ids: string[]) =>
  (await Promise.allSettled(ids.map((id) => take(id)))).flatMap((each) =>
    each.status === 'rejected' ? [each.reason as Problem] : [],
  );
const unknownIds = (count: number) => Array.from({ length: count }, (_, n) => `tr_strange${n}`);

describe('webhooks', () => {
  it('about ids that nobody knows are asked about at a bounded pace, all together', async () => {
    const refused = await refusals(unknownIds(500));
    expect(asked).toHaveLength(30);
    expect(refused).toHaveLength(470);
    expect(refused[0]).toBeInstanceOf(Problem);
    expect(refused[0]).toMatchObject({ status: 429, options: { retryAfter: 2 } });
  });

  it('about our payments are not kept back by those', async () => {
    await refusals(unknownIds(500));
    expect(await refusals(['tr_ours1', 'tr_ours2', 'tr_ours1'])).toEqual([]);
    expect(asked.slice(30)).toEqual(['tr_ours1', 'tr_ours2', 'tr_ours1']);
  });

  it('about one of our payments are bounded too, and keep no other back', async () => {
    expect(await refusals(Array.from({ length: 100 }, () => 'tr_ours1'))).toHaveLength(40);
    expect(await refusals(['tr_ours2'])).toEqual([]);
  });

  it('that were refused are taken when they come again', async () => {
    await refusals(unknownIds(500));
    now = new Date(now.getTime() + 2_000);
    expect(await refusals(['tr_lost'])).toEqual([]);
    expect(asked.at(-1)).toBe('tr_lost');
  });
});
