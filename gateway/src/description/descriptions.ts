import type { Parts } from '@leerhuis/service-parts';
import type { StopList } from '@leerhuis/service-runtime';
import { serviceDescriptions } from './service-descriptions.ts';

/** What services say of themselves, kept up to date. */
export function openDescriptions({ logger, readiness }: Parts, urls: Record<string, string[]>, stops: StopList) {
  const descriptions = serviceDescriptions(urls, logger);
  stops.add('service descriptions', descriptions.stop);
  readiness.watch('descriptions', descriptions.complete);
  return descriptions;
}
