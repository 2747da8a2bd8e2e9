import { describe, expect, it } from '@jest/globals';
import { inTurn } from './in-turn.ts';
import { TooManyWaiting } from './too-many-waiting.ts';

describe('in turn', () => {
  it('never runs two pieces of work of one key together, and keeps their order', async () => {
    const run = inTurn();
    const seen: number[] = [];
    let running = 0;
    await Promise.all(
      [1, 2, 3, 4, 5].map((n) =>
        run('numbers', async () => {
          running += 1;
          expect(running).toBe(1);
          await new Promise(setImmediate);
          seen.push(n);
          running -= 1;
        }),
      ),
    );
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  it('lets other keys go on', async () => {
    const run = inTurn();
    let release = () => {};
    const held = run('a', () => new Promise<void>((resolve) => (release = resolve)));
    await expect(run('b', async () => 'done')).resolves.toBe('done');
    release();
    await held;
  });

  it('goes on after work that failed', async () => {
    const run = inTurn();
    const failing = run('a', () => Promise.reject(new Error('refused')));
    const next = run('a', async () => 'done');
    await expect(failing).rejects.toThrow('refused');
    await expect(next).resolves.toBe('done');
  });

  it('passes over whoever has given up, and nobody else', async () => {
    const run = inTurn();
    const gone = new AbortController();
    const served: string[] = [];
    const work = (who: string) => async () => served.push(who);
    const turns = [
      run('a', async () => gone.abort(new Error('gone'))),
      run('a', work('who gave up'), gone.signal),
      run('a', work('who stayed'), new AbortController().signal),
    ];
    expect(await Promise.allSettled(turns)).toMatchObject([{}, { reason: { message: 'gone' } }, { value: 1 }]);
    expect(served).toEqual(['who stayed']);
  });

  it('turns away what would wait too long', async () => {
    const run = inTurn(1);
    const first = run('a', async () => 'done');
    await expect(run('a', async () => 'too late')).rejects.toThrow(TooManyWaiting);
    await expect(first).resolves.toBe('done');
    await expect(run('a', async () => 'again')).resolves.toBe('again');
  });
});
