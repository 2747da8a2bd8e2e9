import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { auditIndexes, auditStore } from '@leerhuis/audit';
import { ensureCollections, ensureIndexes } from '@leerhuis/mongo';
import { createOutbox } from '@leerhuis/outbox';
import { type TestDatabase, testClock, testDatabase, testLogger } from '@leerhuis/testkit';
import { accountIndexes, accountStore } from '../account-store.ts';
import { confirmEmail, register } from '../domain/account.ts';
import { staffRoles } from '../domain/roles.ts';
import { addFirstStaff } from './first-staff.ts';
import { invitationIndexes, invitationStore } from './invitation-store.ts';

const clock = testClock('2026-11-30T09:00:00Z');
let database: TestDatabase;
let add: (email: string, more?: object) => Promise<{ done: boolean; lines: string[] }>;
let accounts: ReturnType<typeof accountStore>;

beforeAll(async () => {
  database = await testDatabase('first-staff');
  const { connection } = database;
  const indexes = { ...accountIndexes, ...invitationIndexes, ...auditIndexes };
  await ensureCollections(connection, Object.keys(indexes));
  await ensureIndexes(connection, indexes);
  let last = 0;
  const newId = () => `019cae5c-0000-7c3a-9d21-${String(++last).padStart(12, '0')}`;
  accounts = accountStore(connection);
  const invitations = invitationStore(connection);
  await invitations.prepare();
  const { note } = auditStore(connection, newId);
  const { transaction } = createOutbox({ connection, service: 'gateway', clock, newId, logger: testLogger });
  const keeping = {
    accounts,
    invitations,
    note,
    newId,
    publicUrl: 'https://leerhuis.example',
    zone: 'Europe/Brussels',
  };
  add = (email, more = {}) =>
    transaction((tx) => addFirstStaff(keeping, tx, { email, roles: staffRoles, locale: 'nl', also: false, ...more }));
  const own = { firstName: 'Griet', lastName: 'Willems', locale: 'nl' as const };
  const empty = { memberships: [], company: null, address: null, passwordHash: 'x' };
  await transaction(async (tx) => {
    const griet = register({ ...own, ...empty, id: newId(), email: 'griet@voorbeeld.be' }, tx.now);
    await accounts.insert(tx, confirmEmail(griet, tx.now));
  });
});
afterAll(() => database.drop());

it('the first of the staff is invited, or gets the roles at once with an account; with an administrator only when told', async () => {
  const invited = await add('nieuw@voorbeeld.be');
  expect(invited).toMatchObject({ done: true, lines: { length: 3 } });
  expect(invited.lines[0]).toBe(
    'nieuw@voorbeeld.be has no account yet and was invited as administration, finance, operations, teacher.',
  );
  expect(invited.lines[2]).toMatch(/^https:\/\/leerhuis\.example\/account\/staff\/[\w-]{43}$/);

  const given = await add('griet@voorbeeld.be');
  expect(given.lines[0]).toMatch(/^Griet Willems .* now has the roles administration, finance, operations, teacher\.$/);
  expect((await accounts.byEmail('griet@voorbeeld.be'))?.roles).toEqual(['learner', ...staffRoles]);

  const third = await add('derde@voorbeeld.be');
  expect(third).toMatchObject({ done: false });
  expect(third.lines.join()).toMatch(/administrator already.*--also/);
  expect((await add('derde@voorbeeld.be', { also: true, roles: ['teacher'] })).done).toBe(true);
  expect((await add('griet@voorbeeld.be', { also: true })).lines.join()).toContain('these roles already');
});
