import { z } from 'zod';

/** A JSON schema, as far as we make and read them. */
export type JsonSchema = { [key: string]: unknown };

/** What the description says of schemas whose JSON form zod can't tell, such as a number in a query string. */
export const documented = z.registry<{ json: JsonSchema }>();

/** Has the description say `json` for this schema; what it accepts must be exactly that. */
export function documentedAs<S extends z.ZodType>(schema: S, json: JsonSchema): S {
  documented.add(schema, { json });
  return schema;
}
