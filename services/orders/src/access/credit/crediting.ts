import type { Ground } from '../../ground.ts';
import { creditQueries } from './credit-queries.ts';
import { creditStore } from './credit-store.ts';
import { type Offices, openOffices } from './offices.ts';

/** What works with hour credit. */
export interface Crediting extends Ground {
  credit: ReturnType<typeof creditStore>;
  creditLists: ReturnType<typeof creditQueries>;
  offices: Offices;
}

export function openCredit(ground: Ground): Crediting {
  return {
    ...ground,
    credit: creditStore(ground.database),
    creditLists: creditQueries(ground.database),
    offices: openOffices(ground.acting, ground.accounts),
  };
}
