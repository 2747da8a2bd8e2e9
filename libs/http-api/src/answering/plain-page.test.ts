import { expect, it } from '@jest/globals';
import { escapeHtml, plainPage, plainPageStyle } from './plain-page.ts';

it.each([
  ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['" onmouseover="x', '&quot; onmouseover=&quot;x'],
  ["' autofocus='", '&#39; autofocus=&#39;'],
  ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
  ['Zoë & Łukasz', 'Zoë &amp; Łukasz'],
])('%j can stand in a page, in attributes too, and is no markup there (ASVS 1.2.1)', (text, escaped) => {
  expect(escapeHtml(text)).toBe(escaped);
});

it('a page escapes its title and the name of the provider', () => {
  const page = plainPage({ locale: 'nl', brand: '<b>Huis</b>' }, '<i>Dag</i>', '<p>inhoud</p>');
  expect(page).not.toMatch(/<b>|<i>/);
  expect(page).toContain('&lt;i&gt;Dag&lt;/i&gt;');
  expect(page).toContain('<p>inhoud</p>');
});

it('fits a phone: words of a label stand beside its box, and long ones are broken', () => {
  const style = plainPageStyle('#0b5c63');
  expect(style).toMatch(/label:has\(> input\[type=checkbox\]\) \{ display: flex;/);
  expect(style).toMatch(/body \{[^}]*overflow-wrap: anywhere;/);
});
