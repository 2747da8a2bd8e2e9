import { describe, expect, it } from '@jest/globals';
import { keepDoing } from './keep-doing.ts';

const never = 3_600_000;
const unexpected = (error: unknown): never => {
  throw error;
};

describe('a timer', () => {
  it('does its work at once when time was moved', async () => {
    let turns = 0;
    const work = async () => {
      turns += 1;
    };
    const timer = keepDoing(never, work, unexpected);
    timer.look();
    await timer.stop();
    expect(turns).toBe(1);
  });

  it('looks once more when time was moved while it was at work', async () => {
    let turns = 0;
    let goOn = () => {};
    const timer = keepDoing(
      never,
      async () => {
        turns += 1;
        if (turns > 1) return;
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
      },
      unexpected,
    );
    timer.look();
    timer.look();
    timer.look();
    goOn();
    await new Promise(setImmediate);
    expect(turns).toBe(2);
    await timer.stop();
  });

  it('goes on while there is more, and stops between two turns when it is told', async () => {
    let turns = 0;
    let stopping: Promise<void> | undefined;
    const timer = keepDoing(
      never,
      async () => {
        turns += 1;
        if (turns === 3) stopping = timer.stop();
        return 'more';
      },
      unexpected,
    );
    timer.look();
    await new Promise(setImmediate);
    await stopping;
    expect(turns).toBe(3);
  });

  it('does its work soon after the start, and again soon when that was too early', async () => {
    let turns = 0;
    let done = () => {};
    const twice = new Promise<void>((resolve) => {
      done = resolve;
    });
    const work = async () => {
      turns += 1;
      if (turns === 1) return 'soon' as const;
      done();
      return undefined;
    };
    const timer = keepDoing(never, work, unexpected, 1);
    await twice;
    await timer.stop();
    expect(turns).toBe(2);
  });

  it('tells of a failure and waits for the next turn', async () => {
    const told: unknown[] = [];
    const timer = keepDoing(
      never,
      async () => {
        throw new Error('away');
      },
      (error) => told.push(error),
    );
    timer.look();
    await timer.stop();
    expect(told).toEqual([new Error('away')]);
  });
});
