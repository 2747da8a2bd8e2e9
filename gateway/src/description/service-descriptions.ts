import type { OpenApiDocument } from '@leerhuis/http-api';
import type { Logger } from '@leerhuis/telemetry';
import { takesKey } from './takes-key.ts';

/** How soon it asks again: while one is unknown, and when all are known (they change when a service is replaced). */
const soon = 5_000;
const later = 60_000;

/**
 * Keeps the API description of each service, fetched beside the requests and not in them. The last one known stays while
 * a service is away.
 */
export function serviceDescriptions(urls: Record<string, readonly string[]>, logger: Logger) {
  const known = new Map<string, { etag: string | null; document: OpenApiDocument }>();

  async function refresh(name: string, url: string): Promise<void> {
    const etag = known.get(name)?.etag;
    const response = await fetch(`${url}/openapi.json`, {
      headers: etag ? { 'if-none-match': etag } : {},
      signal: AbortSignal.timeout(5_000),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      return;
    }
    const document = (await response.json()) as Partial<OpenApiDocument>;
    if (!document.openapi || !document.paths) throw new Error(`${name} does not describe itself`);
    known.set(name, { etag: response.headers.get('etag'), document: document as OpenApiDocument });
  }

  /** From the first copy that answers: they describe the same. */
  async function refreshFrom(name: string, copies: readonly string[]): Promise<void> {
    let failure: unknown;
    for (const url of copies) {
      try {
        return await refresh(name, url);
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  async function refreshAll(): Promise<void> {
    const results = await Promise.allSettled(Object.entries(urls).map(([name, copies]) => refreshFrom(name, copies)));
    for (const result of results)
      if (result.status === 'rejected') logger.debug({ err: result.reason }, 'a description could not be fetched');
  }

  const complete = () => known.size === Object.keys(urls).length;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  async function keepRefreshing(): Promise<void> {
    await refreshAll();
    if (!stopped) timer = setTimeout(() => void keepRefreshing(), complete() ? later : soon).unref();
  }
  void keepRefreshing();
  return {
    documents: (): OpenApiDocument[] =>
      [...known.entries()].sort(([a], [b]) => a.localeCompare(b)).map(([, { document }]) => document),
    complete,
    /** Whether a post to this path has one effect under one Idempotency-Key; no, while its service is unknown. */
    takesKey: (name: string, path: string): boolean => takesKey(known.get(name)?.document, path),
    refreshAll,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
