import { type Access, isOwnerAccess, isStaffAccess } from '@leerhuis/auth';
import { z } from 'zod';
import type { JsonSchema } from '../declaring/documented.ts';
import { problemStatuses } from '../declaring/problem-statuses.ts';
import type { Route } from '../declaring/route.ts';
import type { RequestSpec, ResponseSpec } from '../declaring/route-spec.ts';
import { keyPattern } from '../idempotency/idempotency.ts';
import { formType } from '../reading/read-form.ts';
import { schemaOf } from './check-response.ts';
import type { JsonSchemas } from './json-schemas.ts';
import type { OpenApiOperation } from './open-api.ts';
import { headerRef, problemContent, problemResponseName } from './standard-components.ts';

/** One operation, as it really behaves. */
export function describeOperation(route: Route, schemas: JsonSchemas): OpenApiOperation {
  const { operationId, summary, description, tags, access, request } = route;
  const parameters = [
    ...parametersOf(request.params, 'path', route, schemas),
    ...parametersOf(request.query, 'query', route, schemas),
    ...parametersOf(request.headers, 'header', route, schemas),
    ...standardParameters(route),
  ];
  return {
    operationId,
    summary,
    ...descriptionOf(description, access),
    tags: [...tags],
    security: securityOf(access),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(request.body ? { requestBody: requestBodyOf(request.body, route, schemas) } : {}),
    responses: responsesOf(route, schemas),
  };
}

/** One of these is enough; a role stands for what the token's bearer is (OpenAPI 3.1, security requirement object). */
function securityOf(access: Access): OpenApiOperation['security'] {
  if (access === 'anyone') return [];
  if (isOwnerAccess(access)) return [{ bearer: [] }, { bearer: [`organisation:${access.owner}`] }];
  if (access === 'session') return [{ bearer: [] }, { bearer: ['organisation'] }];
  if (!isStaffAccess(access)) return [{ bearer: [] }];
  return [...access.staff, ...(access.orPartner ? ['partner'] : [])].map((role) => ({ bearer: [role] }));
}

function descriptionOf(own: string | undefined, access: Access): { description?: string } {
  const description = [own, whoseOf(access)].filter((text) => text !== undefined).join(' ');
  return description === '' ? {} : { description };
}

function whoseOf(access: Access): string | undefined {
  if (isStaffAccess(access)) return `For staff with the role ${either(access.staff)}.`;
  if (isOwnerAccess(access))
    return `For people about what is their own, and for who acts for an organisation with the right \`${access.owner}\`.`;
  return access === 'session' ? 'Also while acting for an organisation.' : undefined;
}

function either(roles: readonly string[]): string {
  return roles.length < 2 ? roles.join() : `${roles.slice(0, -1).join(', ')} or ${roles.at(-1)}`;
}

function parametersOf(
  schema: z.ZodObject | undefined,
  place: 'path' | 'query' | 'header',
  route: Route,
  schemas: JsonSchemas,
): JsonSchema[] {
  return Object.entries((schema?.shape ?? {}) as Record<string, z.ZodType>).map(([name, part]) => {
    const json = schemas.input(part, `${route.operationId} ${place}.${name}`);
    return {
      name,
      in: place,
      required: place === 'path' || !part.safeParse(undefined).success,
      ...(typeof json['description'] === 'string' ? { description: json['description'] } : {}),
      ...(json['type'] === 'array' ? { style: 'form', explode: true } : {}),
      schema: json,
    };
  });
}

/** Whether its answer carries a tag: that of a revision, or of the JSON that it reads. */
function isTagged({ etag, method, responses }: Route): boolean {
  const read = method === 'get' ? responses[200] : undefined;
  return etag === true || (read !== undefined && schemaOf(read) !== undefined);
}

function standardParameters(route: Route): JsonSchema[] {
  const { idempotent, etag, method } = route;
  const text = { type: 'string' };
  const optional = { in: 'header', required: false };
  const parameters: JsonSchema[] = [];
  if (idempotent) {
    const schema = { ...text, minLength: 1, maxLength: 255, pattern: keyPattern.source };
    const description = 'The same key and request within 24 hours give the same answer, with one effect';
    parameters.push({ ...optional, name: 'Idempotency-Key', description, schema });
  }
  if (etag && method !== 'get') {
    parameters.push({ ...optional, name: 'If-Match', description: 'ETag of the revision that you saw', schema: text });
  } else if (isTagged(route)) {
    parameters.push({ ...optional, name: 'If-None-Match', description: 'ETag that you have', schema: text });
  }
  return parameters;
}

function requestBodyOf(body: NonNullable<RequestSpec['body']>, route: Route, schemas: JsonSchemas): JsonSchema {
  if ('raw' in body) {
    const bytes = { type: 'string', format: 'binary', minLength: 1 };
    const content = Object.entries(body.contentTypes).map(([type, { fields }]) => {
      if (type === formType && !fields) throw new Error(`${route.operationId}: a form says what it holds (formBody)`);
      const schema = fields ? schemas.input(fields, `${route.operationId} body`) : bytes;
      return [type, { schema }];
    });
    const description = Object.values(body.contentTypes)
      .map((type) => type.description)
      .join('; ');
    return { required: true, description, content: Object.fromEntries(content) };
  }
  return {
    required: !body.safeParse(undefined).success,
    content: { 'application/json': { schema: schemas.input(body, `${route.operationId} body`) } },
  };
}

function responsesOf(route: Route, schemas: JsonSchemas): Record<string, JsonSchema> {
  const responses: Record<string, JsonSchema> = {};
  for (const [status, spec] of Object.entries(route.responses)) {
    responses[status] = responseOf(Number(status), spec, route, schemas);
  }
  if (isTagged(route) && route.method === 'get') {
    responses['304'] ??= { description: 'Unchanged', headers: { ETag: headerRef('ETag') } };
  }
  for (const status of [...problemStatuses(route)].sort((a, b) => a - b)) {
    const own = responses[status];
    responses[status] = own ? orProblem(own) : { $ref: `#/components/responses/${problemResponseName(status)}` };
  }
  return responses;
}

/** What a route itself says when something is wrong (a page), beside what is said before the route is asked. */
function orProblem(own: JsonSchema): JsonSchema {
  return { ...own, content: { ...(own['content'] as JsonSchema), ...problemContent } };
}

const descriptions: Record<number, string> = { 200: 'Done', 201: 'Created', 202: 'Taken up', 204: 'Done' };

function responseOf(status: number, spec: ResponseSpec, route: Route, schemas: JsonSchemas): JsonSchema {
  const schema = schemaOf(spec);
  const told = spec instanceof z.ZodType ? { description: descriptions[status] ?? 'Answer' } : spec;
  const own = Object.entries(('headers' in told ? told.headers : undefined) ?? {});
  const headers: Record<string, JsonSchema> = {
    ...Object.fromEntries(own.map(([name, description]) => [name, { description, schema: { type: 'string' } }])),
    ...(status === 201 ? { Location: headerRef('Location') } : {}),
    ...(route.etag || (status === 200 && isTagged(route)) ? { ETag: headerRef('ETag') } : {}),
    ...(route.idempotent ? { 'Idempotency-Replayed': headerRef('IdempotencyReplayed') } : {}),
  };
  const contentTypes = ('contentType' in told ? told.contentType : undefined) ?? (schema ? 'application/json' : []);
  const media = (type: string) => (schema && type.includes('json') ? { schema: schemas.output(schema) } : {});
  return {
    description: told.description,
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    ...(contentTypes.length > 0
      ? { content: Object.fromEntries([contentTypes].flat().map((type) => [type, media(type)])) }
      : {}),
  };
}
