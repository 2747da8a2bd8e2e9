import { z } from 'zod';
import { advice, compareSchemas, type Fault, type JsonSchema } from './compare-schemas.ts';
import type { KeptContracts } from './kept-contracts.ts';

/**
 * A value of this field may be new: the reader is rolled out before who asks. A mail in a new template is asked for by parts that
 * are newer than it.
 */
const mayBeNew: Record<string, string> = { 'notifications.send-message': 'template' };

/**
 * What readers and senders of the release before and those of today would not understand of each other, in words that say
 * what to do.
 * @returns an empty list when they can run side by side
 */
export function compareContracts(before: KeptContracts, after: KeptContracts): string[] {
  return Object.entries(before).flatMap(([name, old]) => {
    const now = after[name];
    if (!now) return [`${name} is gone: keep its contract, also when nobody publishes it any more`];
    const isNew = ({ at, what }: Fault) => at === mayBeNew[name] && what.endsWith('is a new value');
    const given = compareSchemas('given', located(old.gives), located(now.gives)).filter((fault) => !isNew(fault));
    const taken = compareSchemas('taken', located(old.reads), located(now.reads));
    const values = valuesOf(old.reads, mayBeNew[name]);
    const known = Object.entries(now.samples).filter(
      ([, sample]) => !values || values.includes(fieldOf(sample, mayBeNew[name])),
    );
    return [
      ...given.map((fault) => `${name} ${worded(fault)}: ${advice.given}`),
      ...taken.map((fault) => `${name} ${worded(fault)}: ${advice.taken}`),
      ...refused(old.reads, known).map((why) => `${why}, by readers of the release before: ${advice.given}`),
      ...refused(now.reads, Object.entries(old.samples)).map(
        (why) => `${why}, though it was once sent: ${advice.taken}`,
      ),
    ];
  });
}

const located = (schema: JsonSchema) => ({ schema, root: schema });
const worded = ({ at, what }: Fault) => (at === '' ? what : `${at}: ${what}`);

function refused(schema: JsonSchema, samples: [file: string, data: unknown][]): string[] {
  const reader = z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema);
  return samples.flatMap(([file, data]) => {
    const { error } = reader.safeParse(data);
    return error ? [`${file} is not understood (${wrongIn(error)})`] : [];
  });
}

const wrongIn = ({ issues }: z.ZodError) =>
  issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join(', ');

function valuesOf(schema: JsonSchema, field: string | undefined): unknown[] | undefined {
  const properties = (schema['properties'] ?? {}) as Record<string, { enum?: unknown[] }>;
  return field === undefined ? undefined : properties[field]?.enum;
}

const fieldOf = (sample: unknown, field: string | undefined) => (sample as Record<string, unknown>)[field ?? ''];
