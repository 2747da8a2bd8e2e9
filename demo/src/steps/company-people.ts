import { given, type Journey, type MemberView, newJourney, type Step } from '../journey-context.ts';
import { demand, until } from '../until.ts';
import { actFor, takeUpInvitation } from './company.ts';

interface ImportView {
  id: string;
  state: string;
  rows: number;
  outcomes: Record<'added' | 'changed' | 'unchanged' | 'failed' | 'skipped', number>;
  failedRowsUrl: string | null;
}

const people = [
  ...['Karim;Aziz', 'Bo;Baert', 'Chloé;Claes', 'Dries;De Smet', 'Eva;Everaert'],
  ...['Fons;Franck', 'Gül;Güneş', 'Hanne;Hermans', 'Ilse;Ickx', 'Joris;Jacobs'],
];
const addressOf = (person: string, domain: string) =>
  `${person
    .split(';')[0]
    ?.normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()}@${domain}`;

/** The sheet that somebody of the company kept: its last row has a slip of the pen, and there is a sum below. */
function sheet(domain: string): string {
  const rows = people.map((person, index) => {
    const email = addressOf(person, domain);
    return `${person};${index === people.length - 1 ? email.replace('@', ' at ') : email};000${index + 1};medewerker`;
  });
  return ['Voornaam;Naam;E-mail;Personeelsnummer;Rol', ...rows, ';Totaal;;10;'].join('\r\n');
}

const told = ({ outcomes }: ImportView) =>
  Object.entries(outcomes)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ');

/** Gives a list of people, and waits until every row has an outcome. */
async function give(journey: Journey, content: string | Buffer, query = ''): Promise<ImportView> {
  const { acting, id } = given(journey, 'company');
  const path = `/api/v1/organisations/${id}/member-imports`;
  const raw = { content, contentType: 'text/csv' };
  const { body } = await acting.post<ImportView>(path + query, { raw, expect: 202 });
  return until(
    'the outcome of each row',
    async () => {
      const { body: now } = await acting.get<ImportView>(`${path}/${body.id}`);
      return now.state !== 'running' && now;
    },
    journey.within,
  );
}

async function listOf(journey: Journey): Promise<MemberView[]> {
  const { acting, id } = given(journey, 'company');
  return (await acting.get<{ items: MemberView[] }>(`/api/v1/organisations/${id}/members?limit=100`)).body.items;
}

/** Ten people from a spreadsheet, tried out first; what fails comes back with the reason, and goes in when it is mended. */
export const importPeople: Step = {
  name: 'import people',
  async play(journey) {
    const { acting, mailDomain } = given(journey, 'company');
    const list = `\ufeff${sheet(mailDomain)}`;
    const tried = await give(journey, list, '?dryRun=true');
    demand(told(tried) === '9 added, 1 failed, 1 skipped', `tried out: ${told(tried)}`);
    demand((await listOf(journey)).length === 1, 'trying a list out left something');
    const taken = await give(journey, list);
    demand(taken.outcomes.added === 9 && taken.failedRowsUrl, `taken in: ${told(taken)}`);
    const { bytes } = await acting.get(`${taken.failedRowsUrl}?format=csv`);
    const failed = bytes.toString('utf8');
    const reason = failed.trim().split(/\r?\n/).at(-1)?.split(/[;,]/).at(-1)?.replaceAll('"', '');
    const mended = await give(journey, failed.replace(' at ', '@'));
    demand(told(mended) === '1 added', `mended: ${told(mended)}`);
    const again = await give(journey, list);
    demand(again.outcomes.added + again.outcomes.changed === 0, `the same list again: ${told(again)}`);
    const all = await listOf(journey);
    demand(all.length === people.length + 1, `${all.length} people on the list`);
    return `tried: ${told(tried)}; taken in; one row came back, "${reason}", and went in mended: ${people.length} people invited`;
  },
};

/** Somebody who was invited says yes by the link in the mail, and sees of the company what an employee may. */
export const employeeJoins: Step = {
  name: 'employee joins',
  async play(journey) {
    const { id, mailDomain } = given(journey, 'company');
    const invited = newJourney(journey.system, { within: journey.within });
    const email = addressOf('Karim;Aziz', mailDomain);
    invited.person = { ...invited.person, email, firstName: 'Karim', lastName: 'Aziz' };
    const { membershipId, rights } = await takeUpInvitation(invited);
    const acting = await actFor(given(invited, 'learner'), journey.visitor, id);
    given(journey, 'company').employee = { ...invited, acting, membershipId };
    const path = `/api/v1/organisations/${id}`;
    await acting.get(path);
    await acting.get(`${path}/members`, { expect: 403 });
    const seen = (await listOf(journey)).find((member) => member.id === membershipId);
    demand(seen?.state === 'active' && seen.invitation?.state === 'accepted', `the manager sees ${seen?.state}`);
    return `${email} said yes: may ${rights.join(', ')}, and sees nobody else of the list`;
  },
};

/** Who leaves keeps the account; a token that was given for the company before counts no more, within 5 s. */
export const employeeLeaves: Step = {
  name: 'employee leaves',
  async play(journey) {
    const company = given(journey, 'company');
    const { employee } = company;
    demand(employee, 'nobody joined the company yet');
    const person = given(employee, 'learner');
    await company.acting.delete(`/api/v1/memberships/${employee.membershipId}`, { expect: 404 });
    const path = `/api/v1/memberships/${employee.membershipId}`;
    await person.delete(path, { expect: 409 });
    await person.delete(`${path}?anyway=true`, { expect: [202, 204] });
    const left = Date.now();
    // of the company's own part, and of one that knows it by hearsay
    for (const asked of [`/api/v1/organisations/${company.id}`, '/api/v1/messages'])
      await until(
        `the end of the token for ${asked}`,
        async () => {
          const { status, body } = await employee.acting.get<{ type?: string }>(asked, { expect: [200, 403, 503] });
          return status === 403 && body.type?.endsWith('acting-ended');
        },
        5_000,
      );
    const after = ((Date.now() - left) / 1_000).toFixed(1);
    const { body: me } = await person.get<{ mayActAs: unknown[] }>('/api/v1/me');
    demand(me.mayActAs.length === 0, 'who left may still act for the company');
    await employee.mailbox.find('about the end', employee.person.email, ({ subject }) =>
      subject.includes(company.name),
    );
    return `warned that the address is the company's, then left; ${after} s later the token counts no more, the account does`;
  },
};
