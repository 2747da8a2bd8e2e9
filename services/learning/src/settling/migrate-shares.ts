import { eachDocument, type Migration } from '@leerhuis/migrations';
import type { SettlingStore } from './settling-store.ts';

/** Shares that were watched before they were told: the enrolments of every course are looked at, as after maintenance. */
export function sharesTold(unsettled: Pick<SettlingStore, 'request'>): Migration {
  return eachDocument<{ _id: string }>({
    id: 'shares-watched-told',
    what: 'courses: what was watched of them so far is told',
    collection: 'courses',
    async change({ _id }, { transaction, since }) {
      if (since) return false;
      await transaction((tx) => unsettled.request(tx, _id));
      return true;
    },
  });
}
