import type { ServerResponse } from 'node:http';

/**
 * Ends an answer whose reader has taken nothing for so long, or half of it; a player that pauses asks again, by range, when it goes
 * on. Node tells of a socket on which nothing moved for a while, and waits a second time when the system took over some of the last
 * write.
 */
export function endWhenStalled(res: ServerResponse, onStalled: () => void, patienceMs: number): void {
  const ms = patienceMs / 2;
  res.setTimeout(ms, () => {
    if (res.destroyed) return;
    // nothing is left in our hands: it is we who have nothing to send yet
    if (res.writableLength === 0) {
      res.socket?.setTimeout(ms);
      return;
    }
    onStalled();
    res.destroy();
  });
}
