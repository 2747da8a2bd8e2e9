import { Problem } from '@leerhuis/http-api';
import type { Words } from '@leerhuis/language';
import { isDatabaseTrouble } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Member } from '../members/domain/member.ts';
import type { Organisation } from '../organisations/domain/organisation.ts';
import { changesOf, type Outcome, type RowPerson } from './domain/row.ts';
import type { Import, ImportRow } from './import-store.ts';
import type { Importing } from './importing.ts';
import type { Finding } from './read-people.ts';

const atATime = 80;
/** No two rows are about the same person, so none waits for another. */
const together = 8;

/** Takes the result of a try out of a transaction that leaves nothing. */
class TriedOut extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super('tried out');
    this.outcome = outcome;
  }
}

/**
 * Goes on with each list that is under way, so many rows of each in turn; a row and its outcome are one transaction, so that a kill
 * leaves none out and does none twice. Who may change people no more has what is left of their list stopped.
 */
export async function runImports(importing: Importing): Promise<'more' | undefined> {
  const running = await importing.imports.running();
  for (const one of running) await goOn(importing, one);
  return running.length > 0 ? 'more' : undefined;
}

async function goOn(importing: Importing, one: Import): Promise<void> {
  const { imports, people } = importing;
  const rows = await imports.open(one.id, atATime);
  if (rows.length === 0) return imports.end(one.id, 'done');
  const organisation = await people.mayStill(one.by, one.organisationId);
  if (!organisation) return imports.end(one.id, 'stopped');
  for (let i = 0; i < rows.length; i += together)
    await Promise.all(rows.slice(i, i + together).map((row) => takeIn(importing, one, organisation, row)));
}

async function takeIn(
  importing: Importing,
  one: Import,
  organisation: Organisation,
  row: ImportRow & { id: string },
): Promise<void> {
  const { imports, transaction } = importing;
  try {
    await transaction(async (tx) => {
      const outcome = await place(importing, tx, one, organisation, row.person as RowPerson);
      if (one.isDryRun) throw new TriedOut(outcome);
      if (!(await imports.note(row.id, outcome, [], tx))) throw new TriedOut(outcome);
    });
  } catch (error) {
    if (error instanceof TriedOut) await imports.note(row.id, error.outcome, []);
    else if (error instanceof Problem && error.status < 500) await imports.note(row.id, 'failed', findingsIn(error));
    else if (isDatabaseTrouble(error)) throw error;
    else {
      importing.logger.error({ err: error, importId: one.id, row: row.row }, 'a row of a list of people was given up');
      await imports.note(row.id, 'failed', [{ field: 'row', message: notPossible }]);
    }
  }
}

const notPossible: Words = {
  nl: 'Deze rij kon niet overgenomen worden: er ging iets mis aan onze kant.',
  fr: 'Cette ligne n’a pas pu être reprise : une erreur s’est produite chez nous.',
  en: 'This row could not be taken in: something went wrong on our side.',
};

async function place(
  { members, people }: Importing,
  tx: Tx,
  { by, invites }: Import,
  organisation: Organisation,
  person: RowPerson,
): Promise<Outcome> {
  const known = await knownAs(members, tx, organisation.id, person);
  if (!known) {
    const own = {
      phone: null,
      staffNumber: null,
      roles: ['employee' as const],
      locale: organisation.locale,
      ...person,
    };
    await people.add(tx, organisation, own, invites && person.workEmail !== null, by);
    return 'added';
  }
  const changes = changesOf(known, person);
  if (!changes) return 'unchanged';
  await people.change(tx, known, changes, by);
  return 'changed';
}

/**
 * Who is meant: whoever has the address; else whoever has the number, and no other address. A number that several have, as it could be
 * before, tells nobody apart.
 */
async function knownAs(
  members: Importing['members'],
  tx: Tx,
  organisationId: string,
  { workEmail, staffNumber }: RowPerson,
): Promise<Member | null> {
  const byAddress = workEmail === null ? null : await members.byAddress(organisationId, workEmail, tx);
  if (byAddress || !staffNumber) return byAddress;
  await members.takeTurn(tx, `staff number ${organisationId} ${staffNumber}`);
  const [one, other] = await members.byStaffNumber(organisationId, staffNumber, tx);
  if (!one || other) return null;
  return workEmail === null || one.workEmail === null ? one : null;
}

function findingsIn({ slug, options }: Problem): Finding[] {
  const { detail, errors = [] } = options;
  const inWords = (message: unknown): Words =>
    typeof message === 'string' || !message ? { nl: slug, fr: slug, en: slug } : (message as Words);
  if (errors.length === 0) return [{ field: 'row', message: inWords(detail) }];
  return errors.map(({ field, message }) => ({ field, message: inWords(message) }));
}
