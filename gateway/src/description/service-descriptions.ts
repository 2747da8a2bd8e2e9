import type { OpenApiDocument } from '@leerhuis/http-api';
import type { Logger } from '@leerhuis/telemetry';

const every = 10_000;

/**
 * Keeps the API description of each service, fetched beside the requests and not in them. The last one known stays while
 * a service is away.
 */
export function serviceDescriptions(urls: Record<string, string>, logger: Logger) {
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

  async function refreshAll(): Promise<void> {
    const results = await Promise.allSettled(Object.entries(urls).map(([name, url]) => refresh(name, url)));
    for (const result of results)
      if (result.status === 'rejected') logger.debug({ err: result.reason }, 'a description could not be fetched');
  }

  void refreshAll();
  const timer = setInterval(() => void refreshAll(), every);
  timer.unref();
  return {
    documents: (): OpenApiDocument[] =>
      [...known.entries()].sort(([a], [b]) => a.localeCompare(b)).map(([, { document }]) => document),
    complete: () => known.size === Object.keys(urls).length,
    refreshAll,
    stop: () => clearInterval(timer),
  };
}
