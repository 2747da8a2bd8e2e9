import { expect, it } from '@jest/globals';
import { readableEmail } from './readable-email.ts';

it.each([
  ['info@xn--caf-luik-d1a.be', 'info@café-luik.be'],
  ['info@kantoor.be', 'info@kantoor.be'],
  ['info@xn--80ak6aa92e.com', 'info@xn--80ak6aa92e.com'],
  ['info@xn--.be', 'info@xn--.be'],
])('%s is shown as %s: of other scripts that look like ours only the punycode', (kept, shown) => {
  expect(readableEmail(kept)).toBe(shown);
});
