// Rules are functions of what is passed in: the same input gives the same outcome, today and in a test.
// Looks at the syntax of domain/*.ts; what they import is a matter for dependency-cruiser.
import { sourcesOf } from './sources.mjs';

export const purityRules = [
  { name: 'pure-time', comment: 'Pass `now` in. (Two or more arguments to Date mean the zone of the machine.)' },
  { name: 'pure-random', comment: 'Pass the random value in.' },
  { name: 'pure-ids', comment: 'Pass the id or the digest in.' },
  { name: 'pure-settings', comment: 'Pass the setting in.' },
  { name: 'pure-sync', comment: 'Rules are synchronous: load first, then decide.' },
  { name: 'pure-outside', comment: 'Return what is to be done, and let a command do it.' },
];

/** Globals that a rule has no business with, whatever it does with them. */
const globals = new Map([
  ['performance', 'pure-time'],
  ['crypto', 'pure-ids'],
  ['process', 'pure-settings'],
  ['globalThis', 'pure-outside'],
  ['global', 'pure-outside'],
  ['console', 'pure-outside'],
  ['fetch', 'pure-outside'],
  ['require', 'pure-outside'],
  ['Promise', 'pure-sync'],
  ['setTimeout', 'pure-sync'],
  ['setInterval', 'pure-sync'],
  ['setImmediate', 'pure-sync'],
  ['queueMicrotask', 'pure-sync'],
]);
/** The members of globals that are pure; any other use of the global is not. */
const pureMembers = {
  Date: ['UTC', 'parse'],
  Math: Object.getOwnPropertyNames(Math).filter((name) => name !== 'random'),
};
const impureUse = { Date: 'pure-time', Math: 'pure-random' };

/** @returns {{ files: number, violations: { rule: string, file: string, line: number, what: string }[] }} */
export function checkPurity(baseDir) {
  const sources = sourcesOf(baseDir, /\/src\/(.+\/)?domain\/.+\.ts$/);
  const violations = sources.flatMap(({ tree, placeOf }) => {
    const found = [];
    walk(tree, (rule, node) => found.push({ rule, ...placeOf(node) }));
    return found;
  });
  return { files: sources.length, violations };
}

function walk(node, report) {
  if (Array.isArray(node)) {
    for (const part of node) walk(part, report);
    return;
  }
  if (node === null || typeof node !== 'object') return;
  if (isType(node)) return;
  if (node.async === true && node.span) report('pure-sync', node);
  for (const child of childrenOf(node, report)) walk(child, report);
}

/** Types are no code; of `x as T`, `x satisfies T`, `x!` and the like, x is. */
function isType(node) {
  return typeof node.type === 'string' && node.type.startsWith('Ts') && !('expression' in node);
}

/** Reports what the node itself does, and gives the parts of it that are still to be looked at. */
function childrenOf(node, report) {
  switch (node.type) {
    case 'Identifier':
      if (globals.has(node.value)) report(globals.get(node.value), node);
      else if (node.value in impureUse) report(impureUse[node.value], node);
      return [];
    case 'NewExpression': {
      const args = node.arguments ?? [];
      if (!isNamed(node.callee, 'Date')) return [node.callee, args];
      if (args.length !== 1 || args[0].spread) report('pure-time', node);
      return [args];
    }
    case 'MemberExpression': {
      const { object, property } = node;
      if (object.type === 'Identifier' && pureMembers[object.value]?.includes(property.value)) return [];
      if (isNamed(object, 'Temporal') && property.value === 'Now') report('pure-time', node);
      return property.type === 'Computed' ? [object, property] : [object];
    }
    case 'BinaryExpression':
      return node.operator === 'instanceof' && isNamed(node.right, 'Date') ? [node.left] : [node.left, node.right];
    case 'CallExpression':
      if (node.callee.type === 'Import') report('pure-outside', node);
      return [node.callee, node.arguments];
    case 'AwaitExpression':
      report('pure-sync', node);
      return [node.argument];
    case 'ForOfStatement':
      if (node.isAwait || node.await) report('pure-sync', node);
      return [node.left, node.right, node.body];
    case 'KeyValueProperty':
    case 'MethodProperty':
    case 'KeyValuePatternProperty':
      // the name of a property is no use of a global of that name
      return Object.entries(node).flatMap(([name, part]) => (name === 'key' && part.type !== 'Computed' ? [] : [part]));
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return [];
    default:
      return Object.values(node);
  }
}

function isNamed(node, name) {
  return node.type === 'Identifier' && node.value === name;
}
