import type { Locale } from '@leerhuis/language';
/** What this service knows of a person, from the gateway's events. */
export interface Account {
  id: string;
  email: string;
  name: string;
  locale: Locale;
  company: { name: string; enterpriseNumber: string | null } | null;
  address: { street: string; postalCode: string; city: string; country: string } | null;
}
