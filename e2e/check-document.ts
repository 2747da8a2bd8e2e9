import type { OpenApiDocument } from '@leerhuis/http-api';
import { schemaChecker } from '../libs/http-api/test/fuzz.ts';

type Json = Record<string, unknown>;
const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/** What is wrong with a document as OpenAPI 3.1: its structure, references, and each JSON schema in it. */
export function checkDocument(document: OpenApiDocument): string[] {
  const faults: string[] = [];
  const fault = (holds: unknown, what: string) => {
    if (!holds) faults.push(what);
  };
  fault(/^3\.1\.\d+$/.test(document.openapi), `openapi is ${document.openapi}`);
  fault(document.info.title && document.info.version, 'info lacks title or version');
  const known = new Set(['openapi', 'info', 'servers', 'tags', 'paths', 'components', 'security', 'externalDocs']);
  for (const key of Object.keys(document)) fault(known.has(key) || key.startsWith('x-'), `unknown field ${key}`);
  const tags = new Set(document.tags.map(({ name }) => name));
  const ids: string[] = [];

  for (const [path, operations] of Object.entries(document.paths)) {
    fault(path.startsWith('/'), `${path} does not begin with a slash`);
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const [method, operation] of Object.entries(operations)) {
      const where = `${method} ${path}`;
      ids.push(operation.operationId);
      fault(methods.has(method), `${where}: no such method`);
      fault(operation.summary, `${where} has no summary`);
      fault(operation.tags.length > 0, `${where} has no tag`);
      for (const tag of operation.tags) fault(tags.has(tag), `${where}: tag ${tag} is not declared`);
      fault(Array.isArray(operation.security), `${where} does not say who may`);
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter['in'] === 'path');
      fault(
        inPath.length === named.length &&
          inPath.every(({ name, required }) => named.includes(String(name)) && required),
        `${where}: path parameters differ from the path`,
      );
      fault(
        Object.keys(operation.responses).some((status) => /^[23]/.test(status)),
        `${where} never succeeds`,
      );
      for (const [status, response] of Object.entries(operation.responses)) {
        fault(/^[1-5]\d\d$/.test(status), `${where}: ${status} is no status`);
        fault('$ref' in response || response['description'], `${where}: ${status} has no description`);
      }
    }
  }
  fault(new Set(ids).size === ids.length, 'an operationId occurs twice');
  for (const reference of referencesIn(document)) fault(resolves(document, reference), `${reference} leads nowhere`);
  faults.push(...schemaFaults(document));
  return faults;
}

function* referencesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === '$ref' && typeof inner === 'string') yield inner;
    else yield* referencesIn(inner);
  }
}

function resolves(document: OpenApiDocument, reference: string): boolean {
  let at: unknown = document;
  for (const step of reference.replace(/^#\//, '').split('/')) at = (at as Json | undefined)?.[step];
  return reference.startsWith('#/') && at !== undefined;
}

/** Each schema is compiled as JSON Schema 2020-12, strictly. */
function schemaFaults(document: OpenApiDocument): string[] {
  const check = schemaChecker(document);
  const faults: string[] = [];
  const compile = (schema: Json, where: string) => {
    try {
      check(schema);
    } catch (error) {
      faults.push(`${where}: ${(error as Error).message}`);
    }
  };
  for (const name of Object.keys(document.components.schemas))
    compile({ $ref: `#/components/schemas/${name}` }, `schema ${name}`);
  for (const [path, operations] of Object.entries(document.paths))
    for (const [method, { parameters, requestBody, responses }] of Object.entries(operations)) {
      for (const { name, schema } of parameters ?? []) compile(schema as Json, `${method} ${path}: ${name}`);
      for (const described of [requestBody, ...Object.values(responses)])
        for (const { schema } of Object.values((described?.['content'] ?? {}) as Record<string, { schema?: Json }>))
          if (schema) compile(schema, `${method} ${path}`);
    }
  return faults;
}
