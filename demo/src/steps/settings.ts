import { randomInt } from 'node:crypto';
import { timeOf } from '../clock.ts';
import { given, type Step } from '../journey-context.ts';
import { demand } from '../until.ts';

interface IdentityRecord {
  id: string;
  validFrom: string;
  iban: string;
  standing: string;
  mayChange: boolean;
  [field: string]: unknown;
}
interface Overview {
  kinds: { kind: string; records: IdentityRecord[] }[];
}

const path = '/api/v1/admin/settings';
const day = 86_400_000;
const newAccount = { iban: 'BE71096123456769', bic: 'GKCCBEBB' };

/** Staff announce another bank account from a day ahead, see what will hold, and take it back: it was for show. */
export const settings: Step = {
  name: 'settings',
  async play(journey) {
    const staff = given(journey, 'staff');
    await given(journey, 'learner').get(path, { expect: 403 });
    const accountOn = async (on: string) => {
      const { kinds } = (await staff.get<Overview>(`${path}?on=${on}`)).body;
      const identity = kinds.find(({ kind }) => kind === 'identity');
      return identity?.records.find(({ standing }) => standing === 'holding');
    };
    const now = (await timeOf(journey.system)).getTime();
    const dayAt = (days: number) => new Date(now + days * day).toISOString().slice(0, 10);
    // a day that other plays leave alone
    const ahead = randomInt(300, 1_700);
    const present = await accountOn(dayAt(ahead - 1));
    demand(present, 'nobody says who the provider is');
    const { id: _, standing: __, mayChange: ___, ...said } = present;
    const record = { ...said, ...newAccount, validFrom: dayAt(ahead), source: 'letter of the bank' };

    const wrong = { ...record, iban: 'BE71096123456768' };
    await staff.post(`${path}/identity/records`, { body: wrong, expect: 400 });
    await staff.post(`${path}/identity/records`, { body: { ...record, validFrom: dayAt(-2) }, expect: 422 });
    const added = await staff.post(`${path}/identity/records`, { body: record, expect: 201 });
    const address = added.headers.get('location') ?? '';
    const [before, then] = [await accountOn(dayAt(ahead - 1)), await accountOn(dayAt(ahead))];
    demand(
      then?.iban === newAccount.iban && address.endsWith(then.id) && before?.id !== then.id,
      'another account holds than was announced',
    );
    await staff.delete(address, { headers: { 'if-match': '"0"' }, expect: 412 });
    await staff.delete(address, { expect: 204 });
    const { body: audit } = await staff.get<{ items: unknown[] }>('/api/v1/admin/settings-audit?limit=2');
    demand(audit.items.length === 2, 'who announced it is not noted');
    return `${newAccount.iban} from ${record.validFrom}, ${present.iban} until then; a wrong one and a day of before are refused; taken back`;
  },
};
