import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { documented, type JsonSchema } from '../declaring/documented.ts';
import { checkInput } from './check-input.ts';

/** Turns schemas into their JSON form, and collects those with an id as components. */
export interface JsonSchemas {
  /** What a client may send. @throws Error when it is unbounded, or described more loosely than it is read */
  input(schema: z.ZodType, where: string): JsonSchema;
  /** What a client gets. */
  output(schema: z.ZodType): JsonSchema;
  components: Record<string, JsonSchema>;
}

type Part = Parameters<NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>>[0];

export function createJsonSchemas(): JsonSchemas {
  const components: Record<string, JsonSchema> = {};
  const schemasById = new Map<string, z.core.$ZodType>();

  function checkId(schema: z.core.$ZodType): void {
    const id = z.globalRegistry.get(schema as z.ZodType)?.id;
    if (id === undefined) return;
    const other = schemasById.get(id);
    if (other && other !== schema) throw new Error(`two schemas have the id ${id}`);
    schemasById.set(id, schema);
  }

  /** What is read and what is given may differ under one id (a default, a transform): the later then gets a suffix. */
  function namesOf(definitions: Record<string, JsonSchema>, suffix: string): Map<string, string> {
    const names = new Map(Object.keys(definitions).map((id) => [id, id]));
    // again until nothing changes, for a new name makes what refers to it another schema, too
    for (let changed = true; changed; ) {
      changed = false;
      for (const [id, json] of Object.entries(definitions)) {
        const there = components[names.get(id) ?? id];
        if (names.get(id) !== id || !there || isDeepStrictEqual(there, withRefs(json, names))) continue;
        names.set(id, id + suffix);
        changed = true;
      }
    }
    return names;
  }

  function convert(schema: z.ZodType, io: 'input' | 'output', where: string): JsonSchema {
    const override = (part: Part): void => {
      checkId(part.zodSchema);
      if (io === 'input') describeInput(part, where);
      else describeOutput(part);
    };
    // as the property of an object, so that a schema with an id becomes a component as well when it is the whole
    const options = { io, override, target: 'draft-2020-12' } as const;
    const whole = z.toJSONSchema(z.strictObject({ it: schema }), options) as JsonSchema;
    const definitions = (whole['$defs'] ?? {}) as Record<string, JsonSchema>;
    const { it = {} } = whole['properties'] as Record<string, JsonSchema>;
    if (io === 'input') for (const part of [it, ...Object.values(definitions)]) checkInput(part, where);
    const names = namesOf(definitions, io === 'input' ? 'Input' : 'Output');
    for (const [id, json] of Object.entries(definitions)) {
      components[names.get(id) ?? id] = withRefs(json, names) as JsonSchema;
    }
    return withRefs(it, names) as JsonSchema;
  }

  return {
    input: (schema, where) => convert(schema, 'input', where),
    output: (schema) => convert(schema, 'output', ''),
    components,
  };
}

/** Has the description say what zod's own doesn't: see `documentedAs`, and defaults of what is transformed. */
function describeInput({ zodSchema, jsonSchema }: Part, where: string): void {
  const { def } = zodSchema._zod;
  const json = jsonSchema as JsonSchema;
  if ('coerce' in def && def.coerce) throw new Error(`${where}: coercion takes more than a description can say`);
  const told = documented.get(zodSchema)?.json;
  if (told) {
    for (const key of ['type', 'pattern', 'enum']) delete json[key];
    Object.assign(json, told);
  }
  if (def.type === 'default' && typeof def.defaultValue !== 'object') json['default'] = def.defaultValue;
}

/** An address that was read has its domain in ASCII, whatever was typed. */
function describeOutput({ jsonSchema }: Part): void {
  const json = jsonSchema as JsonSchema;
  if (json['format'] !== 'idn-email') return;
  json['format'] = 'email';
  delete json['pattern'];
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
