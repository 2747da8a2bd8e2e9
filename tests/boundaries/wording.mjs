// What people read, as it stands in the sources: one form of address, the spaces of French, and values that a formatter
// has put in words. Texts are what is kept under `nl`, `fr` and `en`, as a property or a constant.
import { sourcesOf } from './sources.mjs';

export const wordingRules = [
  { name: 'one-form-of-address', comment: 'We say u, vous.' },
  {
    name: 'french-spaces',
    comment: 'French has a space before : ; ? ! and inside « » (`spaced` makes it one that does not break).',
  },
  {
    name: 'units-in-words',
    comment: 'Put times in words with formatMinutes or formatWait: nobody reads 120 minutes as two hours.',
  },
  { name: 'values-in-words', comment: 'Days, moments and ids are no text: formatDay, formatMoment, a name.' },
];

const places = ['libs', 'services', 'gateway', 'demo'];
const languages = ['nl', 'fr', 'en'];
/** Letters with accents are letters too, which \b doesn't know. */
const word = (words) => new RegExp(`(?<![\\p{L}-])(${words})(?!\\p{L})`, 'iu');
const familiar = { nl: word('je|jij|jou|jouw|jullie'), fr: word('tu|toi|ton|ta|tes') };
const gluedSign = /[^\s\u00a0\d/][:;?!»](?=\s|$)|«(?![\s\u00a0])/u;
const unit = /^ (minuten|minutes|seconden|secondes|seconds|uren|heures|hours)/;
const raw = /(Id|_id|\.id|At|On|Day|Until|Date|\.from|\.until|\.day)$/;

/** @returns {{ violations: { rule: string, file: string, line: number, what: string }[] }} */
export function checkWording(baseDir) {
  const violations = sourcesOf(baseDir, /\/src\/.+\.ts$/, places).flatMap(({ tree, placeOf }) => {
    const found = [];
    textsOf(tree, (language, node) => {
      for (const rule of faultsOf(language, node)) found.push({ rule, ...placeOf(node) });
    });
    return found;
  });
  return { violations };
}

function textsOf(node, take, language) {
  if (node === null || typeof node !== 'object') return;
  if (Array.isArray(node)) {
    for (const one of node) textsOf(one, take, language);
    return;
  }
  if (language && (node.type === 'StringLiteral' || node.type === 'TemplateLiteral')) take(language, node);
  const own = node.key?.value ?? (node.type === 'VariableDeclarator' ? node.id?.value : undefined);
  const within = languages.includes(own) ? own : language;
  for (const [name, child] of Object.entries(node)) if (name !== 'key') textsOf(child, take, within);
}

function faultsOf(language, node) {
  const parts = node.type === 'StringLiteral' ? [node.value] : node.quasis.map(({ cooked }) => cooked);
  const faults = [];
  if (parts.some((part) => familiar[language]?.test(part))) faults.push('one-form-of-address');
  if (language === 'fr' && parts.some((part) => gluedSign.test(part))) faults.push('french-spaces');
  if (parts.slice(1).some((part) => unit.test(part))) faults.push('units-in-words');
  if ((node.expressions ?? []).some((put) => raw.test(nameOf(put)))) faults.push('values-in-words');
  return faults;
}

/** `refusal.courseId`; what a function made of it has no name. */
function nameOf(node) {
  if (node.type === 'Identifier') return node.value;
  return node.type === 'MemberExpression' ? `${nameOf(node.object)}.${node.property.value}` : '';
}
