// What dependency-cruiser has no eyes for in how the parts talk to their databases.
import { sourcesOf } from './sources.mjs';

export const databaseRules = [
  { name: 'databases-by-mongo', comment: 'Take the database by databaseOf of @leerhuis/mongo.' },
  {
    name: 'indexes-by-what-they-find',
    comment:
      'Name an index in camelCase after what is found by it: newest, ofAccount, token. What there is keeps its name.',
  },
];

/** Made before there was a habit; another name would build them anew. */
const madeBefore = [
  'by-federation',
  'by-federation-and-state',
  'by-month',
  'in-line',
  'of-account',
  'of-attest',
  'of-enrolment',
  'of-learner-and-course',
  'of-run',
  'once-while-it-stands-per-member-course-and-year',
  'one-automatic-run-per-month',
  'one-that-counts-per-learner-and-course',
];

/** @returns {{ files: number, violations: { rule: string, file: string, line: number, what: string }[] }} */
export function checkDatabases(baseDir) {
  const sources = sourcesOf(baseDir, /\/src\/.+\.ts$/);
  const violations = sources.flatMap(({ tree, placeOf }) =>
    found(tree).map(({ rule, node }) => ({ rule, ...placeOf(node) })),
  );
  return { files: sources.length, violations };
}

function found(node) {
  if (typeof node !== 'object' || node === null) return [];
  const here = [];
  if (passesBy(node)) here.push({ rule: 'databases-by-mongo', node });
  if (isMisnamed(node)) here.push({ rule: 'indexes-by-what-they-find', node });
  return [...here, ...Object.values(node).flatMap(found)];
}

/** `connection.getClient().db(…)` */
function passesBy({ type, callee }) {
  if (type !== 'CallExpression' || callee.property?.value !== 'db') return false;
  return callee.object.type === 'CallExpression' && callee.object.callee.property?.value === 'getClient';
}

/** `{ key: { … }, name: 'not-so' }`, or without a name: MongoDB would make one of its fields. */
function isMisnamed({ type, properties }) {
  if (type !== 'ObjectExpression') return false;
  const at = (name) => properties.find(({ key }) => key?.value === name)?.value;
  if (at('key')?.type !== 'ObjectExpression') return false;
  const name = at('name')?.value ?? '';
  return !/^[a-z][A-Za-z]*$/.test(name) && !madeBefore.includes(name);
}
