import { randomUUID } from 'node:crypto';
import type { Api } from './api.ts';
import type { Journey } from './journey-context.ts';

export interface NewStaff {
  api: Api;
  token: string;
  accountId: string;
  email: string;
}

const person = { firstName: 'Noor', lastName: 'Peeters', password: 'Zonsondergang-41!' };
const link = /\/account\/staff\/([\w-]{43})/;

/** Somebody new, whom staff invite for these roles, and who takes that up and logs in. */
export async function newStaff(journey: Journey, by: Api, roles: string[]): Promise<NewStaff> {
  const { visitor, mailbox } = journey;
  const email = `noor.${randomUUID()}@leerhuis.example`;
  await by.post('/api/v1/admin/staff-invitations', { body: { email, roles }, expect: 201 });
  const mail = await mailbox.find('with the invitation', email, ({ text }) => link.test(text));
  const path = `/api/v1/staff-invitations/${link.exec(mail.text)?.[1]}`;
  const { body: joined } = await visitor.put<{ accountId: string }>(path, { body: person });
  await visitor.put(path, { body: person, expect: 404 });
  const { body: session } = await visitor.post<{ accessToken: string }>('/api/v1/sessions', {
    body: { email, password: person.password },
  });
  const token = session.accessToken;
  return { api: visitor.as(token), token, accountId: joined.accountId, email };
}
