import { ofDriver } from './driver.ts';

/**
 * The driver looks ten times a second whether its pool has connections enough and none that idled too long, and lets
 * nobody choose how often. In six idle services that is a third of all they do; every two seconds is often enough, since
 * whoever needs a connection makes one at once.
 */
interface ConnectionPool {
  poolState: string;
  minPoolSizeTimer: NodeJS.Timeout | undefined;
  ensureMinPoolSize(): void;
}
const lookEveryMs = 2_000;
const { ConnectionPool } = ofDriver('mongodb/lib/cmap/connection_pool') as {
  ConnectionPool: { prototype: ConnectionPool };
};

const look = ConnectionPool.prototype.ensureMinPoolSize;
ConnectionPool.prototype.ensureMinPoolSize = function (this: ConnectionPool): void {
  look.call(this);
  if (this.poolState !== 'ready' || !this.minPoolSizeTimer) return;
  clearTimeout(this.minPoolSizeTimer);
  this.minPoolSizeTimer = setTimeout(() => this.ensureMinPoolSize(), lookEveryMs);
};
