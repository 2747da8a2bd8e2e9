import { setTimeout as delay } from 'node:timers/promises';
import type { Program } from './programs.ts';

const shortestPause = 500;
const longestPause = 30_000;
/** Whoever ran so long (ms) was healthy: the next pause is short again. */
const healthyAfter = 60_000;

/**
 * Keeps a server that has been started running: one that died is said, and started again on its port and data after a
 * pause that grows while it keeps dying.
 * @param options.launch starts it again
 * @param options.answering resolves when it serves
 * @returns how it is stopped for good
 */
export function keepRunning(
  first: Program,
  options: {
    name: string;
    launch: () => Promise<Program>;
    answering: () => Promise<void>;
    log: (line: string) => void;
  },
): (grace?: number) => Promise<void> {
  const { name, launch, answering, log } = options;
  const stopping = new AbortController();
  let program = first;
  let pause = shortestPause;

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      const since = performance.now();
      const how = await program.ended;
      if (stopping.signal.aborted) return;
      if (performance.now() - since > healthyAfter) pause = shortestPause;
      log(`${how}; starting it again in ${pause / 1000} s, with its data`);
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => {});
      pause = Math.min(pause * 2, longestPause);
      if (!stopping.signal.aborted) await bringBack();
    }
  }

  async function bringBack(): Promise<void> {
    try {
      program = await launch();
    } catch (error) {
      log(`${name} could not be started again: ${(error as Error).message}`);
      return;
    }
    const back = answering().then(() => `${name} is back`);
    const said = back.catch(
      ({ message }: Error) =>
        `${name} runs again, but does not serve: ${message}. If it stays away, end all and start again.`,
    );
    const line = await Promise.race([said, program.ended.then(() => null)]);
    if (line && !stopping.signal.aborted) log(line);
  }

  const watching = watch();
  return async (grace) => {
    stopping.abort();
    await program.stop(grace);
    await watching;
    // one that was just being started
    await program.stop(grace);
  };
}
