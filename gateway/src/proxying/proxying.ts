import { usualPatience } from '@leerhuis/http-api';
import type { Parts } from '@leerhuis/service-parts';
import type { StopList } from '@leerhuis/service-runtime';
import { httpMetrics, slowClientMetric } from '@leerhuis/telemetry';
import type { Settings } from '../config.ts';
import { urlsOf } from '../service-urls.ts';
import { addressLimit } from './address-limit.ts';
import { type Upstream, upstream } from './copies.ts';
import { createProxy, localeOfRefusal, type Proxying } from './proxy.ts';
import { refuse } from './refuse.ts';
import { slowReaders } from './slow-readers.ts';
import { type ServiceName, serviceNames } from './upstreams.ts';

/** Opens the pools to the services and gives the function that passes requests on. */
export function openProxy(
  parts: Parts,
  settings: Settings,
  { tokens, descriptions, stops }: Pick<Proxying, 'tokens' | 'descriptions'> & { stops: StopList },
): ReturnType<typeof createProxy> {
  const urls = urlsOf(settings);
  const onChange = (url: string, isSilent: boolean) =>
    parts.logger.warn({ copy: url }, isSilent ? 'nothing comes back from a copy' : 'a silent copy answers again');
  const upstreams = Object.fromEntries(serviceNames.map((name) => [name, upstream(urls[name], onChange)])) as Record<
    ServiceName,
    Upstream
  >;
  const repeated = parts.metrics.counter({
    name: 'requests_repeated_total',
    help: 'Requests tried again at another copy of the service',
    labelNames: ['upstream'],
  });
  stops.add('connections to services', () => Promise.all(Object.values(upstreams).map(({ close }) => close())));
  const figures = httpMetrics(parts.metrics);
  const slow = slowClientMetric(parts.metrics);
  const onSlowClient = (reason: string) => slow.inc({ reason });
  return createProxy({
    upstreams,
    readers: slowReaders(() => onSlowClient('stalled')),
    onSlowClient,
    bodyMs: usualPatience.bodyMs,
    tokens,
    trusted: settings.TRUSTED_PROXIES,
    overLimit: addressLimit(settings.REQUESTS_PER_SECOND, () => performance.now()),
    descriptions,
    onRepeat: (service) => repeated.inc({ upstream: service }),
    refuse: (request, response, refusal) => refuse(request, response, refusal, localeOfRefusal(tokens, request)),
    observe(request, service, status, seconds) {
      const labels = { method: request.method ?? '', route: `→ ${service}`, status: String(status) };
      figures.requests.inc(labels);
      figures.duration.observe(labels, seconds);
    },
    logger: parts.logger,
  });
}
