import type { OpenApiDocument, OpenApiOperation } from '@leerhuis/http-api';
import { advice, compareSchemas, type Fault, type JsonSchema, resolve, type Way } from './compare-schemas.ts';

/** An operation, with the document that it is from. */
interface Described {
  operation: OpenApiOperation;
  root: OpenApiDocument;
}

/**
 * What a client that was written for the API of before would stumble over, in words that say what to do.
 * @returns an empty list when it goes on working
 */
export function compareApis(before: OpenApiDocument, after: OpenApiDocument): string[] {
  const now = operationsOf(after);
  return [...operationsOf(before)].flatMap(([name, old]) => {
    const found = now.get(name);
    if (!found) return [`${name} is gone: keep it beside what takes its place, for those who call it`];
    return [...compareAccess(old, found), ...compareRequests(old, found), ...compareAnswers(old, found)].map(
      (fault) => `${name}: ${fault}`,
    );
  });
}

/** By method and path; what a place in a path is called is nobody's business. */
function operationsOf(root: OpenApiDocument): Map<string, Described> {
  const named = Object.entries(root.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) =>
        [`${method.toUpperCase()} ${path.replace(/\{[^}]*\}/g, '{}')}`, { operation, root }] as const,
    ),
  );
  return new Map(named);
}

function compareAccess(before: Described, after: Described): string[] {
  const isOpen = ({ operation }: Described) => operation.security.length === 0;
  return isOpen(before) && !isOpen(after) ? ['anybody could ask this without logging in: let them'] : [];
}

function compareRequests(before: Described, after: Described): string[] {
  const faults = [...compareParameters(before, after)];
  const [old, now] = [bodyOf(before), bodyOf(after)];
  if (now.required && !old.required) faults.push(`a body is newly required: ${advice.taken}`);
  return [...faults, ...compareContents('taken', old, now, 'body')];
}

function compareParameters(before: Described, after: Described): string[] {
  const [old, now] = [parametersOf(before), parametersOf(after)];
  const faults: string[] = [];
  for (const [name, parameter] of now)
    if (parameter['required'] && !old.get(name)?.['required'])
      faults.push(`${name} is newly required: ${advice.taken}`);
  for (const [name, parameter] of old) {
    const found = now.get(name);
    if (found) faults.push(...compare('taken', parameter, before.root, found, after.root, name));
    // a header that nobody reads harms nobody
    else if (parameter['in'] === 'query') faults.push(`${name} is gone: ${advice.taken}`);
  }
  return faults;
}

function compareAnswers(before: Described, after: Described): string[] {
  return Object.entries(before.operation.responses)
    .filter(([status]) => /^[23]/.test(status))
    .flatMap(([status, answer]) => {
      const now = after.operation.responses[status];
      if (!now) return [`it no longer answers ${status}: ${advice.given}`];
      const [old, found] = [contentOf(answer, before.root), contentOf(now, after.root)];
      return compareContents('given', old, found, status);
    });
}

interface Content {
  types: Record<string, JsonSchema>;
  root: OpenApiDocument;
}

function compareContents(way: Way, before: Content, after: Content, where: string): string[] {
  return Object.entries(before.types).flatMap(([type, media]) => {
    const found = after.types[type];
    if (!found) return [`${where}: ${type} is gone: ${advice[way]}`];
    return compare(way, media, before.root, found, after.root, where);
  });
}

/** Fields of answers that may get another value: kinds of mail, what people of the provider may do, and whether a course can be entered. */
const mayGrow = /(^|\.)(template|roles\[\]|access)$/;
const hasGrown = (way: Way, { at, what }: Fault) =>
  way === 'given' && mayGrow.test(at) && what.endsWith('is a new value');

/** Of two things with a `schema`. */
function compare(
  way: Way,
  before: JsonSchema,
  oldRoot: unknown,
  after: JsonSchema,
  nowRoot: unknown,
  where: string,
): string[] {
  const [old, now] = [before['schema'], after['schema']];
  if (!old || !now) return old && way === 'given' ? [`${where} is described no more: ${advice.given}`] : [];
  const located = (schema: unknown, root: unknown) => ({ schema: schema as JsonSchema, root });
  return compareSchemas(way, located(old, oldRoot), located(now, nowRoot))
    .filter((fault) => !hasGrown(way, fault))
    .map(({ at, what }) => `${where}${at === '' ? '' : `, ${at}`}: ${what}: ${advice[way]}`);
}

function bodyOf({ operation, root }: Described): Content & { required: boolean } {
  const body = operation.requestBody;
  return { ...contentOf(body ?? {}, root), required: body?.['required'] === true };
}

function contentOf(part: JsonSchema, root: OpenApiDocument): Content {
  return { types: (resolve(part, root)['content'] ?? {}) as Record<string, JsonSchema>, root };
}

function parametersOf({ operation, root }: Described): Map<string, JsonSchema> {
  const all = (operation.parameters ?? []).map((parameter) => resolve(parameter, root));
  return new Map(all.filter((one) => one['in'] !== 'path').map((one) => [`${one['in']} ${one['name']}`, one]));
}
