import { domainToUnicode } from 'node:url';

/** Letters that look like Latin ones and are none make an address look like another's: those stay in punycode. */
const latin = /^[\p{Script=Latin}\p{M}\d.-]+$/u;

/** An e-mail address as people write it: `info@café-luik.be` for what is kept as `info@xn--caf-luik-d1a.be`. */
export function readableEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const domain = domainToUnicode(email.slice(at + 1));
  return latin.test(domain) ? `${email.slice(0, at)}@${domain}` : email;
}
