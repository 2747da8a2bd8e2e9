// The languages of the platform, and texts in them, are declared once: a fourth language is then found by the compiler.
// Looks at types; a list of languages that is another thing, such as those of a document, may be anything but these three.
import { sourcesOf } from './sources.mjs';

export const languageRules = [
  {
    name: 'languages-of-the-lib',
    comment: 'Import Locale, LocalisedText or Words from @leerhuis/language.',
  },
];

const languages = ['nl', 'fr', 'en'];
const places = ['libs', 'services', 'gateway', 'sandboxes', 'demo'];

/** @returns {{ violations: { rule: string, file: string, line: number, what: string }[] }} */
export function checkLanguages(baseDir) {
  const sources = sourcesOf(baseDir, /(?<!libs\/language)\/src\/.+\.ts$/, places);
  const found = [];
  for (const { tree, placeOf } of sources) walk(tree, (node) => found.push(placeOf(node)));
  return { violations: found.map((place) => ({ rule: 'languages-of-the-lib', ...place })) };
}

function walk(node, report) {
  if (node === null || typeof node !== 'object') return;
  if (isUnionOfAll(node) || isTextInAll(node)) report(node);
  for (const child of Object.values(node)) walk(child, report);
}

/** `'nl' | 'fr' | 'en'` */
function isUnionOfAll({ type, types }) {
  const named = type === 'TsUnionType' ? types.map(({ literal }) => literal?.value) : [];
  return named.length === languages.length && languages.every((language) => named.includes(language));
}

/** `{ nl: string; fr?: string; en?: string }`, as a type or an interface */
function isTextInAll({ type, members, body }) {
  const fields = type === 'TsTypeLiteral' ? members : type === 'TsInterfaceBody' ? body : [];
  const texts = fields.filter(({ typeAnnotation }) => isText(typeAnnotation?.typeAnnotation));
  return languages.every((language) => texts.some(({ key }) => key?.value === language));
}

function isText(type) {
  if (type?.type === 'TsUnionType') return type.types.some(isText);
  return type?.type === 'TsKeywordType' && type.kind === 'string';
}
