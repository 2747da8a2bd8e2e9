import { createRequire } from 'node:module';
import type { Logger } from '@leerhuis/telemetry';
import { Kafka, logLevel } from 'kafkajs';

/**
 * kafkajs 2.2.4, its last release, keeps two timers running on each connection: one of 1 ms that re-arms itself for ever
 * (tulios/kafkajs issue 1751), and one of 100 ms that looks for requests past their time. Together they cost an idle
 * service several percent of a core; the first is stopped while nothing waits, the second looks every second.
 */
interface RequestQueue {
  pending: unknown[];
  inflight: Map<number, { sentAt: number; requestTimeout: number; timeoutRequest(): void }>;
  throttledUntil: number;
  enforceRequestTimeout: boolean;
  requestTimeoutIntervalId: NodeJS.Timeout;
  isConnected(): boolean;
  destroy(): void;
  scheduleCheckPendingRequests(): void;
  scheduleRequestTimeoutCheck(): void;
}
const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as { prototype: RequestQueue };

const checkPending = prototype.scheduleCheckPendingRequests;
prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
  if (this.pending.length === 0 && this.throttledUntil <= Date.now()) return;
  checkPending.call(this);
};

prototype.scheduleRequestTimeoutCheck = function (this: RequestQueue): void {
  if (!this.enforceRequestTimeout) return;
  this.destroy();
  this.requestTimeoutIntervalId = setInterval(() => {
    for (const request of this.inflight.values()) {
      if (Date.now() - request.sentAt > request.requestTimeout) request.timeoutRequest();
    }
    if (!this.isConnected()) this.destroy();
  }, 1_000);
};

export interface KafkaOptions {
  brokers: string[];
  /** Over TLS; `ca`: the authorities that alone may vouch for the brokers (PEM). */
  tls?: { ca?: string | undefined } | undefined;
  clientId: string;
  logger: Logger;
}

export const requestTimeoutMs = 10_000;

/** A client whose retries are bounded: who waits longer does so itself, where it can be seen and stopped. */
export function createKafka({ brokers, tls, clientId, logger }: KafkaOptions): Kafka {
  return new Kafka({
    brokers,
    ...(tls && { ssl: tls.ca === undefined ? true : { ca: tls.ca } }),
    clientId,
    connectionTimeout: 3_000,
    requestTimeout: requestTimeoutMs,
    retry: { initialRetryTime: 100, multiplier: 2, factor: 0.2, maxRetryTime: 2_000, retries: 4 },
    logLevel: logLevel.ERROR,
    // what kafkajs calls an error it mostly mends by itself; what it does not is reported by those who asked
    logCreator: () => (entry) => {
      const { message, timestamp: _, logger: __, stack: ___, ...rest } = entry.log;
      logger.debug({ kafkajs: entry.namespace, ...rest }, message);
    },
  });
}
