// Whether something is for whoever asks is decided in one place: a comparison by hand would miss the kinds of owner that come next.
import { sourcesOf } from './sources.mjs';

export const ownershipRules = [
  { name: 'owners-by-may-act', comment: 'Ask mayAct or maySee of @leerhuis/auth whether it is theirs.' },
];
const equalities = ['===', '!==', '==', '!='];

/** @returns {{ files: number, violations: { rule: string, file: string, line: number, what: string }[] }} */
export function checkOwnership(baseDir) {
  const sources = sourcesOf(baseDir, /\/src\/(.+\/)?(.+-(http|commands)|service)\.ts$/);
  const violations = sources.flatMap(({ tree, placeOf }) =>
    found(tree).map((node) => ({ rule: 'owners-by-may-act', ...placeOf(node) })),
  );
  return { files: sources.length, violations };
}

function found(node) {
  if (typeof node !== 'object' || node === null) return [];
  return [...(comparesOwners(node) || asksForRole(node) ? [node] : []), ...Object.values(node).flatMap(found)];
}

/** `order.accountId !== actor.accountId` */
function comparesOwners({ type, operator, left, right }) {
  if (type !== 'BinaryExpression' || !equalities.includes(operator)) return false;
  return nameOf(left) === 'accountId' && nameOf(right) === 'accountId';
}

/** `actor.roles.includes('staff')` */
function asksForRole({ type, callee }) {
  return type === 'CallExpression' && nameOf(callee) === 'includes' && nameOf(callee.object) === 'roles';
}

/** The last name in `a?.b.c`. */
function nameOf(node) {
  switch (node?.type) {
    case 'Identifier':
      return node.value;
    case 'MemberExpression':
      return node.property.value;
    case 'OptionalChainingExpression':
      return nameOf(node.base);
    case 'TsAsExpression':
    case 'TsNonNullExpression':
    case 'ParenthesisExpression':
      return nameOf(node.expression);
    default:
      return undefined;
  }
}
