import { describe, expect, it } from '@jest/globals';
import type { Right } from '@leerhuis/auth';
import { kindOf, messageTemplates } from '@leerhuis/contracts';
import { templatesSeenWith } from './message-rights.ts';

const all: Right[] = ['see-organisation', 'see-people', 'see-results', 'see-invoices'];

describe('mails about an organisation, in its file (C-15)', () => {
  it.each<[string, Right[], string[]]>([
    ['nothing', [], []],
    ['an employee', ['see-organisation'], ['organisation-ready']],
    ['who has see-results', ['see-results'], ['course-activated', 'attest-issued', 'attest-revoked']],
    ['who has enrol-people', ['enrol-people'], ['learner-left', 'order-request-asked', 'order-request-ended']],
    ['who has other rights only', ['change-people', 'pay-invoices'], []],
  ])('%s', (_, rights, expected) => expect(templatesSeenWith(rights)).toEqual(expected));

  it('those of an account, and about how somebody learns, are in nobody’s but their own', () => {
    const seen = new Set<string>(templatesSeenWith(all));
    const own =
      /^(?:welcome|account|password|email|reset|confirm|staff|test|attest-(?:next|ends)|question|registration)/;
    expect(messageTemplates.filter((template) => own.test(template) && seen.has(template))).toEqual([]);
  });

  it('with a link in them show it to nobody: it is not kept', () => {
    const secret = templatesSeenWith(all).filter((template) => kindOf(template).secrets);
    expect(secret).toEqual(['organisation-invitation']);
  });
});
