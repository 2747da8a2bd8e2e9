import { given, type Step } from '../journey-context.ts';
import type { Mail } from '../mailbox.ts';
import { demand } from '../until.ts';

interface Session {
  accessToken: string;
  refreshToken: string;
}

const confirmLink = /\/account\/confirm\/([\w-]{43})/;

export const register: Step = {
  name: 'register',
  async play({ visitor, person }) {
    const { email, password, firstName, lastName, numbers } = person;
    const profile = {
      ...{ email, password, firstName, lastName, locale: 'nl' },
      memberships: Object.entries(numbers).map(([federation, memberNumber]) => ({ federation, memberNumber })),
      address: { street: 'Coupure 12', postalCode: '9000', city: 'Gent', country: 'BE' },
    };
    const wrong = { ...profile, memberships: [{ federation: 'OVB', memberNumber: 'ABC' }] };
    await visitor.post('/api/v1/accounts', { body: wrong, expect: 422 });
    await visitor.post('/api/v1/accounts', { body: profile, expect: 201 });
    await visitor.post('/api/v1/sessions', { body: { email, password }, expect: 403 });
    return `${email}, member OVB ${numbers.OVB} and FBC ${numbers.FBC}; a number of the wrong form is refused`;
  },
};

const confirmationIn = (mail: Mail): string | undefined => confirmLink.exec(mail.text)?.[1];

export const confirmationMail: Step = {
  name: 'confirmation mail',
  async play({ mailbox, person }) {
    const mail = await mailbox.find('to confirm', person.email, (one) => confirmationIn(one) !== undefined);
    return `"${mail.subject}"`;
  },
};

export const confirm: Step = {
  name: 'confirm',
  async play({ visitor, mailbox, person }) {
    const mail = await mailbox.find('to confirm', person.email, (one) => confirmationIn(one) !== undefined);
    const path = `/api/v1/email-confirmations/${confirmationIn(mail)}`;
    const { body } = await visitor.put<{ emailConfirmed: boolean }>(path);
    demand(body.emailConfirmed, 'the address is not confirmed');
    await visitor.put(path, { expect: 404 });
    return 'address confirmed; the link works once';
  },
};

export const logIn: Step = {
  name: 'log in',
  async play(journey) {
    const { email, password } = journey.person;
    const { body } = await journey.visitor.post<Session>('/api/v1/sessions', { body: { email, password } });
    journey.learner = journey.visitor.as(body.accessToken);
    journey.session = body;
    const me = await journey.learner.get<{ firstName: string; memberships: unknown[] }>('/api/v1/me');
    return `as ${me.body.firstName}, ${me.body.memberships.length} memberships`;
  },
};

export const refresh: Step = {
  name: 'refresh',
  async play(journey) {
    const refreshWith = (refreshToken: string, expect?: number) =>
      journey.visitor.post<Session>('/api/v1/sessions/refresh', { body: { refreshToken }, ...(expect && { expect }) });
    const used = given(journey, 'session').refreshToken;
    const [{ body: next }, { body: inOtherTab }] = await Promise.all([refreshWith(used), refreshWith(used)]);
    demand(next.refreshToken !== used, 'the refresh token stays the same');
    demand(next.refreshToken === inOtherTab.refreshToken, 'two tabs got two next tokens');
    await refreshWith(next.refreshToken);
    journey.learner = journey.visitor.as(next.accessToken);
    await journey.learner.get('/api/v1/me');
    return 'new tokens, the same for two tabs at once';
  },
};

/** Whoever comes back with a refresh token of two turns ago may be a thief: that ends the session for both. */
export const reuse: Step = {
  name: 'stolen token',
  async play(journey) {
    const { refreshToken } = given(journey, 'session');
    const thief = journey.learner;
    await journey.visitor.post('/api/v1/sessions/refresh', { body: { refreshToken }, expect: 401 });
    await thief?.get('/api/v1/me', { expect: 401 });
    return `used again: the session is over; ${await logIn.play(journey)}, anew`;
  },
};
