import { z } from 'zod';

/** The fields of a form that are sound by themselves, as `Readable` of the body. */
export function readableOf(schema: z.ZodType, value: unknown): Record<string, unknown> {
  if (!(schema instanceof z.ZodObject) || typeof value !== 'object' || value === null) return {};
  const fields = Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, field]) => {
    const sent = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
    const read = soundPartOf(field, sent);
    return read === undefined ? [] : [[name, read] as const];
  });
  return Object.fromEntries(fields);
}

function soundPartOf(field: z.ZodType, sent: unknown): unknown {
  const read = field.safeParse(sent);
  if (read.success) return read.data;
  const list = unwrapped(field);
  if (!(list instanceof z.ZodArray) || !Array.isArray(sent)) return undefined;
  const element = list.element as z.ZodType;
  return sent.map((one: unknown) => element.safeParse(one).data ?? null);
}

function unwrapped(field: z.ZodType): z.ZodType {
  return field instanceof z.ZodOptional || field instanceof z.ZodNullable || field instanceof z.ZodDefault
    ? unwrapped(field.unwrap() as z.ZodType)
    : field;
}
