import { pathParameters, type Route } from '../declaring/route.ts';
import { tags } from '../declaring/tags.ts';
import { describeOperation } from './describe-operation.ts';
import { createJsonSchemas, type JsonSchemas } from './json-schemas.ts';
import type { OpenApiDocument } from './open-api.ts';
import { problemSchema, standardHeaders, standardResponses } from './standard-components.ts';

/**
 * The OpenAPI 3.1 document of the routes.
 * @throws Error when two operations, paths or schemas have the same name, or a path and its parameters don't fit
 */
export function describeApi(options: {
  service: string;
  title: string;
  version: string;
  routes: Route[];
}): OpenApiDocument {
  const { service, title, version, routes } = options;
  const schemas: JsonSchemas = createJsonSchemas();
  const paths: OpenApiDocument['paths'] = {};
  const operationIds = new Set<string>();
  for (const route of routes) {
    checkNames(route, operationIds);
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    const operations = paths[path] ?? {};
    paths[path] = operations;
    if (operations[route.method]) throw new Error(`${route.method} ${route.path} is declared twice`);
    operations[route.method] = describeOperation(route, schemas);
  }
  const used = new Set<string>(routes.flatMap((route) => route.tags));
  return {
    openapi: '3.1.1',
    info: { title, version, 'x-service': service },
    tags: Object.entries(tags).flatMap(([name, description]) => (used.has(name) ? [{ name, description }] : [])),
    paths,
    components: {
      schemas: { ...schemas.components, Problem: problemSchema },
      responses: standardResponses(),
      parameters: {},
      headers: standardHeaders,
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function checkNames(route: Route, operationIds: Set<string>): void {
  if (operationIds.has(route.operationId)) throw new Error(`two operations are called ${route.operationId}`);
  operationIds.add(route.operationId);
  const inPath = pathParameters(route.path).sort().join();
  const described = Object.keys(route.request.params?.shape ?? {})
    .sort()
    .join();
  if (inPath !== described) throw new Error(`${route.operationId}: path has (${inPath}), params have (${described})`);
}
