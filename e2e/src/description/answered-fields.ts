import type { OpenApiDocument, OpenApiOperation } from '@leerhuis/http-api';
import { type JsonSchema, resolve } from '../baseline/compare-schemas.ts';

/** A field that some answer has. */
export interface AnsweredField {
  /** Of the nearest named schema, or of the operation: `Credit.movements[].courseId`. */
  at: string;
  name: string;
  schema: JsonSchema;
  /** Of the object that it is in, by name. */
  siblings: Record<string, JsonSchema>;
}

/** Every field of every JSON answer that succeeds, once for each schema that has a name. */
export function answeredFields(document: OpenApiDocument): AnsweredField[] {
  const seen = new Set<string>();

  function fieldsIn(schema: JsonSchema, at: string): AnsweredField[] {
    const { $ref } = schema as { $ref?: string };
    if ($ref !== undefined) {
      if (seen.has($ref)) return [];
      seen.add($ref);
      return fieldsIn(resolve(schema, document), $ref.split('/').at(-1) ?? '');
    }
    const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
    const siblings = Object.fromEntries(
      Object.entries(properties).map(([name, field]) => [name, { ...resolve(field, document), ...field }]),
    );
    return [
      ...alternativesOf(schema).flatMap((one) => fieldsIn(one, at)),
      ...(schema['items'] ? fieldsIn(schema['items'] as JsonSchema, `${at}[]`) : []),
      ...Object.entries(properties).flatMap(([name, field]) => [
        { at: `${at}.${name}`, name, schema: siblings[name] ?? field, siblings },
        ...fieldsIn(field, `${at}.${name}`),
      ]),
    ];
  }

  return operationsOf(document).flatMap(([title, operation]) =>
    jsonAnswersOf(operation, document).flatMap((schema) => fieldsIn(schema, title)),
  );
}

/** What a schema may be instead, null included. */
export const alternativesOf = (schema: JsonSchema): JsonSchema[] =>
  [schema['anyOf'], schema['oneOf'], schema['allOf']].flat().filter(Boolean) as JsonSchema[];

export function operationsOf(document: OpenApiDocument): [title: string, operation: OpenApiOperation][] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, OpenApiOperation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
}

/** Schemas of what an operation answers when it succeeds. */
export function jsonAnswersOf({ responses }: OpenApiOperation, document: OpenApiDocument): JsonSchema[] {
  return Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, answer]) => {
      const content = (resolve(answer, document)['content'] ?? {}) as Record<string, { schema?: JsonSchema }>;
      const { schema } = content['application/json'] ?? {};
      return schema ? [schema] : [];
    });
}
