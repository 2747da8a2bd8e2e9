import type { Access } from '../access/access.ts';
import type { Billing } from '../billing/billing.ts';
import type { Ground } from '../ground.ts';
import type { Selling } from '../selling/selling.ts';
import type { RequestStore } from './requests/request-store.ts';

/** Where orders are placed, shown and withdrawn: it acts across the wings. */
export interface Desk extends Ground {
  selling: Selling;
  billing: Billing;
  access: Access;
  requests: RequestStore;
}
