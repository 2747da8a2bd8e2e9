import type { Ledger } from './ledger.ts';
import type { Refund, RefundStatus } from './payment.ts';

/** Refunds go on by themselves: queued → processing → refunded. */
export interface Refunds {
  advance(refund: Refund): void;
  /** Takes up what was under way when the process died. */
  resume(): void;
  stop(): void;
}

const following: Partial<Record<RefundStatus, RefundStatus>> = { queued: 'processing', processing: 'refunded' };

export function createRefunds(ledger: () => Ledger, stepMs: number): Refunds {
  const timers = new Set<NodeJS.Timeout>();

  function advance(refund: Refund): void {
    const next = following[refund.status];
    if (next === undefined) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      // somebody may have decided otherwise meanwhile
      if (ledger().refund(refund.id)?.status !== refund.status) return;
      const changed = ledger().changeRefund(refund.id, next);
      if (changed) advance(changed);
    }, stepMs);
    timers.add(timer);
  }

  return {
    advance,
    resume: () => ledger().refunds().forEach(advance),
    stop() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
