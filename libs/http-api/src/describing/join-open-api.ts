import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from '../declaring/documented.ts';
import { tags } from '../declaring/tags.ts';
import { type ComponentKind, componentKinds, type OpenApiDocument } from './open-api.ts';

const order = Object.keys(tags);

/**
 * One document out of those of several services. A component that means something else in two of them gets the later
 * service's name in front; paths must differ.
 * @throws Error when two documents describe the same operation
 */
export function joinOpenApi(documents: OpenApiDocument[], info: OpenApiDocument['info']): OpenApiDocument {
  const joined: OpenApiDocument = {
    openapi: '3.1.1',
    info,
    tags: [],
    paths: {},
    components: { schemas: {}, responses: {}, parameters: {}, headers: {}, securitySchemes: {} },
  };
  for (const document of documents) addTo(joined, renamed(document, joined));
  joined.tags.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  return joined;
}

function addTo(joined: OpenApiDocument, document: OpenApiDocument): void {
  const operationIds = new Set(
    Object.values(joined.paths).flatMap((path) => Object.values(path).map((o) => o.operationId)),
  );
  for (const [path, operations] of Object.entries(document.paths)) {
    const there = joined.paths[path] ?? {};
    joined.paths[path] = there;
    for (const [method, operation] of Object.entries(operations)) {
      if (there[method]) throw new Error(`two services answer ${method} ${path}`);
      const { operationId } = operation;
      const unique = operationIds.has(operationId) ? `${prefixOf(document)}_${operationId}` : operationId;
      there[method] = { ...operation, operationId: unique };
    }
  }
  for (const tag of document.tags) if (!joined.tags.some(({ name }) => name === tag.name)) joined.tags.push(tag);
  for (const kind of componentKinds) Object.assign(joined.components[kind], document.components[kind]);
}

/** The document with other names for what would clash; a rename can bring on others, for it changes what refers to it. */
function renamed(document: OpenApiDocument, joined: OpenApiDocument): OpenApiDocument {
  const names = new Map<string, string>();
  for (;;) {
    const candidate = withNames(document, names);
    const clash = findClash(candidate, joined);
    if (!clash) return candidate;
    const { kind, name } = clash;
    names.set(`#/components/${kind}/${name}`, `#/components/${kind}/${prefixOf(document)}${name}`);
  }
}

function findClash(
  document: OpenApiDocument,
  joined: OpenApiDocument,
): { kind: ComponentKind; name: string } | undefined {
  for (const kind of componentKinds) {
    for (const [name, component] of Object.entries(document.components[kind] ?? {})) {
      const there = joined.components[kind][name];
      if (there && !isDeepStrictEqual(there, component)) return { kind, name };
    }
  }
  return undefined;
}

function withNames(document: OpenApiDocument, names: Map<string, string>): OpenApiDocument {
  if (names.size === 0) return document;
  const { components, ...rest } = withRefs(document, names) as OpenApiDocument;
  const entries = componentKinds.map((kind) => [
    kind,
    Object.fromEntries(
      Object.entries(components[kind] ?? {}).map(([name, component]): [string, JsonSchema] => {
        const other = names.get(`#/components/${kind}/${name}`);
        return [other?.split('/').at(-1) ?? name, component];
      }),
    ),
  ]);
  return { ...rest, components: Object.fromEntries(entries) as OpenApiDocument['components'] };
}

function withRefs(value: unknown, names: Map<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => withRefs(item, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === '$ref' && typeof item === 'string' ? (names.get(item) ?? item) : withRefs(item, names),
    ]),
  );
}

function prefixOf({ info }: OpenApiDocument): string {
  const words = (info['x-service'] ?? info.title).split(/\W+/).filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
