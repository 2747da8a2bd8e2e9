import type { FederationCode } from '@leerhuis/federations';
import type { Locale } from '@leerhuis/language';
/** What this service knows of a person, from the gateway's events. */
export interface Account {
  id: string;
  email: string;
  name: string;
  locale: Locale;
  company: { name: string; enterpriseNumber: string | null } | null;
  /** Of which they gave a member number; not there while that was not kept. */
  federations?: FederationCode[];
  address: { street: string; postalCode: string; city: string; country: string } | null;
}
