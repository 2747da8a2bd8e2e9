import { type Locale, spaced } from '@leerhuis/language';

/** Where the gateway serves `plainPageStyle`: pages are only ever seen through it. */
export const plainPageStylePath = '/pages/style.css';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand in HTML, in attributes too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] as string);
}

/** Who reads a page, and whose it is. */
export interface PageFrame {
  locale: Locale;
  /** The name under which the provider shows itself. */
  brand: string;
}

/**
 * A page for somebody who followed a link: works without script, on a phone, and under a policy that allows nothing inline.
 * @param title plain text
 * @param content HTML, its texts escaped by the caller
 */
export function plainPage({ locale, brand }: PageFrame, title: string, content: string): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(spaced(title, locale))} – ${escapeHtml(brand)}</title>
<link rel="stylesheet" href="${plainPageStylePath}">
</head>
<body><main><p class="brand">${escapeHtml(brand)}</p><h1>${escapeHtml(spaced(title, locale))}</h1>
${spaced(content, locale)}
</main></body>
</html>`;
}

/** @param colour of the brand, `#0b5c63`; white letters can be read on it */
export const plainPageStyle = (colour: string) => `
body { font: 1rem/1.6 system-ui, sans-serif; margin: 0; background: #f4f5f7; color: #1b1f24; overflow-wrap: anywhere; }
main { max-width: 36rem; margin: 10vh auto; padding: 2rem; background: #fff; border-radius: 12px; box-shadow: 0 2px 12px #0001; }
.brand { margin: 0; color: ${colour}; font-weight: 700; letter-spacing: .04em; }
h1 { margin: .25rem 0 1rem; font-size: 1.5rem; line-height: 1.25; }
label { display: block; font-weight: 600; }
input, textarea, select { width: 100%; box-sizing: border-box; padding: .6rem; font: inherit; border: 1px solid #767b82; border-radius: 8px; margin: .25rem 0 1rem; }
input[type=checkbox] { width: auto; margin: 0 .6rem 0 0; }
label:has(> input[type=checkbox]) { display: flex; align-items: baseline; }
label > input[type=checkbox] { flex: none; }
fieldset { border: 1px solid #767b82; border-radius: 8px; margin: 0 0 1rem; padding: .5rem 1rem; }
fieldset label { font-weight: 400; }
button { padding: .65rem 1.5rem; font: inherit; font-weight: 600; color: #fff; background: ${colour}; border: 0; border-radius: 8px; cursor: pointer; }
blockquote { margin: 1rem 0; padding: .75rem 1rem; border-left: 4px solid ${colour}; background: #f4f5f7; white-space: pre-wrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .5rem 1.25rem; margin: 0; }
dt { color: #565c64; } dd { margin: 0; font-weight: 600; }
.code { margin: 1.5rem 0 0; color: #565c64; letter-spacing: .06em; }
[role=alert] { padding: .75rem 1rem; background: #fdecea; border-left: 4px solid #b3261e; }
[role=status] { padding: .75rem 1rem; background: #e7f4ee; border-left: 4px solid #1c7a4a; }
`;
