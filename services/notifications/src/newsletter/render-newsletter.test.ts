import { describe, expect, it } from '@jest/globals';
import { renderNewsletter } from './render-newsletter.ts';

const around = {
  locale: 'fr' as const,
  sender: 'Leerhuis',
  colour: '#0b5c63',
  unsubscribeUrl: 'https://leerhuis.example/u/token',
  preferencesUrl: 'https://leerhuis.example/p/token',
  courseUrl: (id: string) => `https://leerhuis.example/courses/${id}`,
};

describe('a newsletter as it is read', () => {
  const { subject, html, text } = renderNewsletter(
    {
      subject: 'Nouveautés : décembre',
      blocks: [
        { kind: 'heading', text: '<script>alert(1)</script>' },
        { kind: 'paragraph', text: 'Première ligne\n<img src=x onerror=alert(1)>' },
        { kind: 'list', items: ['un & deux', 'trois'] },
        { kind: 'link', text: 'Lire "plus"', url: 'https://example.com/?a=1&b="><script>' },
        { kind: 'course', courseId: 'BAIL-1', courseTitle: 'Le bail' },
      ],
    },
    around,
  );

  it('shows what looks like HTML as it was typed', () => {
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('href="https://example.com/?a=1&amp;b=&quot;&gt;&lt;script&gt;"');
  });

  it('has the same in its text, with links, and the way out in both', () => {
    expect(text).toContain('- un & deux\n- trois');
    expect(text).toContain('Voir le cours\u00a0: https://leerhuis.example/courses/BAIL-1');
    for (const part of [text, html]) {
      expect(part).toContain(around.unsubscribeUrl);
      expect(part).toContain(around.preferencesUrl);
    }
  });

  it('names a course without a button where no page shows it', () => {
    const blocks = [{ kind: 'course' as const, courseId: 'BAIL-1', courseTitle: 'Le bail' }];
    const written = renderNewsletter({ subject: 'Bail', blocks }, { ...around, courseUrl: () => null });
    for (const part of [written.text, written.html]) {
      expect(part).toContain('Le bail');
      expect(part).not.toMatch(/Voir le cours|null|BAIL-1/);
    }
  });

  it('fits a phone: what has no place to break is broken anywhere', () => {
    expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    expect(html).toMatch(/<body style="[^"]*overflow-wrap:anywhere/);
  });

  it('is spaced as French is', () => {
    expect(subject).toBe('Nouveautés\u00a0: décembre');
  });
});
