import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { checkInput } from './check-input.ts';
import { documented, type JsonSchema } from './documented.ts';

/** Turns schemas into their JSON form, and collects those with an id as components. */
export interface JsonSchemas {
  /** What a client may send. @throws Error when the JSON form would allow what zod refuses, or the other way round */
  input(schema: z.ZodType, where: string): JsonSchema;
  /** What a client gets. */
  output(schema: z.ZodType): JsonSchema;
  components: Record<string, JsonSchema>;
}

type Override = NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override'];

export function createJsonSchemas(): JsonSchemas {
  const components: Record<string, JsonSchema> = {};
  const schemasById = new Map<string, z.core.$ZodType>();

  function convert(schema: z.ZodType, io: 'input' | 'output', check: (whole: JsonSchema) => void): JsonSchema {
    const override: Override = ({ zodSchema, jsonSchema }) => {
      noteId(zodSchema);
      const told = documented.get(zodSchema)?.json;
      if (!told || io === 'output') return;
      for (const key of ['type', 'pattern', 'enum']) delete (jsonSchema as JsonSchema)[key];
      Object.assign(jsonSchema, told);
    };
    // as the property of an object, so that a schema with an id becomes a component as well when it is the whole
    const whole = z.toJSONSchema(z.strictObject({ it: schema }), {
      io,
      override,
      target: 'draft-2020-12',
    }) as JsonSchema;
    check(whole);
    const names = new Map<string, string>();
    for (const [id, json] of Object.entries((whole['$defs'] ?? {}) as Record<string, JsonSchema>)) {
      names.set(id, nameFor(id, json, io));
    }
    for (const [id, json] of Object.entries((whole['$defs'] ?? {}) as Record<string, JsonSchema>)) {
      components[names.get(id) ?? id] = withRefs(json, names) as JsonSchema;
    }
    return withRefs((whole['properties'] as Record<string, JsonSchema>)['it'], names) as JsonSchema;
  }

  /** What is read and what is given may differ under one id (a default, a transform): then the input gets a name of its own. */
  function nameFor(id: string, json: JsonSchema, io: 'input' | 'output'): string {
    const own = withRefs(json, new Map()) as JsonSchema;
    const other = originals.get(id);
    if (!other) originals.set(id, { io, json: own });
    else if (other.io !== io && !isDeepStrictEqual(other.json, own))
      return `${id}${io === 'input' ? 'Input' : 'Output'}`;
    return id;
  }
  const originals = new Map<string, { io: string; json: JsonSchema }>();

  function noteId(schema: z.core.$ZodType): void {
    const id = z.globalRegistry.get(schema as z.ZodType)?.id;
    if (id === undefined) return;
    const other = schemasById.get(id);
    if (other && other !== schema) throw new Error(`two schemas have the id ${id}`);
    schemasById.set(id, schema);
  }

  return {
    input: (schema, where) => convert(schema, 'input', (whole) => checkInput(whole, where)),
    output: (schema) => convert(schema, 'output', () => undefined),
    components,
  };
}

function withRefs(json: unknown, names: Map<string, string>): unknown {
  if (Array.isArray(json)) return json.map((item) => withRefs(item, names));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => {
      if (key !== '$ref' || typeof value !== 'string') return [key, withRefs(value, names)];
      const id = value.replace('#/$defs/', '');
      return [key, `#/components/schemas/${names.get(id) ?? id}`];
    }),
  );
}
