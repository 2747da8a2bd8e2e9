import { type AuditStore, auditStore } from '@leerhuis/audit';
import { zonedDay } from '@leerhuis/calendar';
import type { Provider } from '@leerhuis/provider';
import type { Parts } from '@leerhuis/service-parts';
import { type AccountStore, accountStore } from './accounts/account-store.ts';
import type { Settings } from './config.ts';

/** What all wings stand on. */
export interface Ground extends Parts {
  settings: Settings;
  accounts: AccountStore;
  audit: AuditStore;
  /** The provider's identity, terms and rates, by day. */
  provider: Provider;
  /** The provider's time zone. */
  zone: string;
  /** Calendar day (`YYYY-MM-DD`) in the provider's zone. */
  dayOf(instant: Date): string;
}

export function layGround(parts: Parts, settings: Settings, provider: Provider): Ground {
  const { database, newId } = parts;
  const zone = settings.TIME_ZONE;
  return {
    ...parts,
    settings,
    accounts: accountStore(database),
    audit: auditStore(database, newId),
    provider,
    zone,
    dayOf: (instant) => zonedDay(instant, zone),
  };
}
