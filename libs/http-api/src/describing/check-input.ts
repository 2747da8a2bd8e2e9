import type { JsonSchema } from '../declaring/documented.ts';

/**
 * Sees to it that what clients may send is bounded, and described as strictly as it is read. Text without a pattern or
 * format gets the pattern of what is refused everywhere: NUL characters.
 * @throws Error that says what the schema lacks
 */
export function checkInput(json: JsonSchema, where: string): void {
  if (json['type'] === 'object' && json['additionalProperties'] === undefined) {
    throw new Error(`${where}: an object from outside must be strict (z.strictObject)`);
  }
  if (json['type'] === 'string') checkText(json, where);
  for (const [part, inner] of partsOf(json)) checkInput(inner, part === '' ? where : `${where}.${part}`);
}

function checkText(json: JsonSchema, where: string): void {
  if (json['enum'] !== undefined || json['const'] !== undefined) return;
  const { pattern, format } = json;
  if (pattern === undefined && format === undefined) json['pattern'] = '^[^\\u0000]*$';
  const bounded = json['maxLength'] !== undefined || format !== undefined || /\{\d+(,\d+)?\}/.test(String(pattern));
  if (!bounded) throw new Error(`${where}: text from outside must have a greatest length (lineText, longText, .max)`);
}

function partsOf(json: JsonSchema): [string, JsonSchema][] {
  const maps = ['properties', '$defs'].flatMap((key) =>
    Object.entries((json[key] ?? {}) as Record<string, JsonSchema>),
  );
  const lists = ['anyOf', 'oneOf', 'allOf', 'prefixItems'].flatMap((key) => (json[key] ?? []) as JsonSchema[]);
  const singles = ['items', 'additionalProperties', 'propertyNames'].map((key) => json[key]);
  const unnamed = [...lists, ...singles].filter(
    (part): part is JsonSchema => typeof part === 'object' && part !== null,
  );
  return [...maps, ...unnamed.map((part): [string, JsonSchema] => ['', part])];
}
