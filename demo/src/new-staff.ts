import { randomUUID } from 'node:crypto';
import type { Api } from './api.ts';
import { codeOf } from './authenticator.ts';
import { timeOf } from './clock.ts';
import type { Journey } from './journey-context.ts';

export interface NewStaff {
  api: Api;
  token: string;
  accountId: string;
  email: string;
}

const person = { firstName: 'Noor', lastName: 'Peeters', password: 'Zonsondergang-41!' };
const link = /\/account\/staff\/([\w-]{43})/;

/** Somebody new, whom staff invite for these roles, and who takes that up, logs in, and sets up an authenticator. */
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
  const factor = '/api/v1/me/second-factor/authenticator';
  const alone = visitor.as(session.accessToken);
  const { body: begun } = await alone.post<{ secret: string }>(factor, { body: { password: person.password } });
  const code = codeOf(begun.secret, await timeOf(journey.system));
  const { body: given } = await alone.put<{ accessToken: string }>(factor, { body: { code } });
  const token = given.accessToken;
  return { api: visitor.as(token), token, accountId: joined.accountId, email };
}
