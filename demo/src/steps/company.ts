import { randomInt } from 'node:crypto';
import type { Api } from '../api.ts';
import { given, type Journey, newJourney, type Step } from '../journey-context.ts';
import { demand, until } from '../until.ts';
import { confirm, logIn, register } from './account.ts';

interface Place {
  organisationId: string;
  organisationName: string;
  membershipId: string;
  roles: string[];
  rights: string[];
}

const invitationLink = /\/invitations\/([\w-]{43})\/page/;

/** A sound Belgian enterprise number that no other play has. */
function newNumber(): string {
  const first = randomInt(2_000_000, 9_999_999);
  return `0${first}${String(97 - (first % 97)).padStart(2, '0')}`;
}

/** Acts for an organisation: from then on the token stands for it. */
export async function actFor(person: Api, visitor: Api, organisationId: string): Promise<Api> {
  const body = { organisationId };
  const { body: acting } = await person.put<{ accessToken: string }>('/api/v1/sessions/current/acting-as', { body });
  return visitor.as(acting.accessToken);
}

/** Says yes by the link in the mail, registers under the invited address, and logs in; gives what `GET /me` then lists. */
export async function takeUpInvitation(invited: Journey): Promise<Place> {
  const { email } = invited.person;
  const mail = await invited.mailbox.find('that invites', email, ({ text }) => invitationLink.test(text));
  const link = `/api/v1/invitations/${invitationLink.exec(mail.text)?.[1]}`;
  const { body: answered } = await invited.visitor.put<{ state: string }>(link, { body: { answer: 'accept' } });
  demand(answered.state === 'awaits-account', `the invitation is ${answered.state}`);
  for (const { play } of [register, confirm, logIn]) await play(invited);
  return until(
    'the place in the company',
    async () => (await given(invited, 'learner').get<{ mayActAs: Place[] }>('/api/v1/me')).body.mayActAs[0],
    invited.within,
  );
}

/** Anybody asks for a company to be taken in; it is nobody's until staff said yes (C-1). */
export const askForCompany: Step = {
  name: 'company asks',
  async play(journey) {
    const { visitor, within, mailbox } = journey;
    const manager = newJourney(journey.system, { within });
    const mailDomain = `${manager.person.email.split('.')[1]?.split('@')[0]}.voorbeeldwerk.example`;
    manager.person = { ...manager.person, email: `an@${mailDomain}`, firstName: 'An', lastName: 'Verhoeven' };
    const { email, firstName, lastName } = manager.person;
    const enterpriseNumber = newNumber();
    const address = { street: 'Nijverheidsstraat 8', postalCode: '9000', city: 'Gent', country: 'BE' };
    const organisation = {
      ...{ name: 'Voorbeeldwerk', country: 'BE', enterpriseNumber, address, kind: 'company', locale: 'nl' },
      invoiceEmail: `facturen@${mailDomain}`,
    };
    const person = { firstName, lastName, email, locale: 'nl' };
    const ask = (own: object, expect: number) =>
      visitor.post('/api/v1/organisation-requests', {
        body: { organisation: { ...organisation, ...own }, person },
        expect,
      });
    await ask(
      { enterpriseNumber: `${enterpriseNumber.slice(0, -1)}${(Number(enterpriseNumber.at(-1)) + 1) % 10}` },
      400,
    );
    await ask({}, 202);
    const mail = await mailbox.find('about the request', email, ({ subject }) => subject.length > 0);
    journey.company = { id: '', name: organisation.name, mailDomain, manager, acting: visitor };
    return `${organisation.name}, ${enterpriseNumber}; a wrong check digit is refused; "${mail.subject}"`;
  },
};

/** Staff look at the request and say yes; the link in the mail makes who asked its manager, as soon as they have an account. */
export const companyTakenIn: Step = {
  name: 'company taken in',
  async play(journey) {
    const company = given(journey, 'company');
    const staff = given(journey, 'staff');
    type Asked = { items: { id: string; request: { person: { email: string } } | null }[] };
    const { body: asked } = await staff.get<Asked>(
      `/api/v1/admin/organisations?state=requested&q=${encodeURIComponent(company.name)}&limit=100`,
    );
    const request = asked.items.find((each) => each.request?.person.email === company.manager.person.email);
    demand(request, 'staff do not see the request');
    await staff.post(`/api/v1/admin/organisations/${request.id}/approval`, { expect: 200 });
    const place = await takeUpInvitation(company.manager);
    demand(place.organisationId === request.id, `the manager may act for ${place.organisationName}`);
    company.id = request.id;
    return `yes by staff; ${company.manager.person.email} took the link up: ${place.roles.join(', ')} of ${place.organisationName}`;
  },
};

/** Being a member gives no rights yet: somebody chooses for whom they act, and what they see then is the company's (C-5). */
export const actForCompany: Step = {
  name: 'act for company',
  async play(journey) {
    const company = given(journey, 'company');
    const { visitor } = journey;
    const manager = given(company.manager, 'learner');
    const path = `/api/v1/organisations/${company.id}`;
    const early = await manager.get<{ type: string }>(path, { expect: 403 });
    demand(early.body.type.endsWith('act-for-it-first'), `as a person they are refused by ${early.body.type}`);
    company.acting = await actFor(manager, visitor, company.id);
    await company.acting.get(path);
    const { refreshToken } = given(company.manager, 'session');
    const { body: next } = await visitor.post<{ accessToken: string; actingAs: Place | null }>(
      '/api/v1/sessions/refresh',
      { body: { refreshToken, actingAs: company.id } },
    );
    demand(next.actingAs?.organisationId === company.id, 'refreshed, and for themselves again');
    const { rights } = next.actingAs;
    await given(journey, 'learner').put('/api/v1/sessions/current/acting-as', {
      body: { organisationId: company.id },
      expect: 422,
    });
    return `for ${company.name}, with ${rights.length} rights (${rights.slice(0, 3).join(', ')}, …); for somebody else of no use`;
  },
};
