import type { OpenApiDocument } from '@leerhuis/http-api';

type Fields = Record<string, object>;

/** A description with one operation, `GET /things`, whose answer is a `Thing` with these fields. */
export function answering(properties: Fields, parameters: string[] = []): OpenApiDocument {
  const schema = { $ref: '#/components/schemas/Thing' };
  const get = {
    operationId: 'getThings',
    summary: 'Things',
    tags: [],
    security: [],
    parameters: parameters.map((name) => ({ in: 'query', name, schema: { type: 'string' } })),
    responses: { 200: { description: 'Things', content: { 'application/json': { schema } } } },
  };
  const schemas = { Thing: { type: 'object', properties } };
  return {
    openapi: '3.1.1',
    info: { title: 'Test', version: '1' },
    tags: [],
    paths: { '/things': { get } },
    components: { schemas, responses: {}, parameters: {}, headers: {}, securitySchemes: {} },
  };
}
