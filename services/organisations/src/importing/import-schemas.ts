import { dateTime, idSchema } from '@leerhuis/http-api';
import { z } from 'zod';
import type { Outcome } from './domain/row.ts';

export const outcomes = ['added', 'changed', 'unchanged', 'failed', 'skipped'] as const satisfies readonly Outcome[];

const finding = z.object({ field: z.string(), message: z.string() });

export const importView = z
  .object({
    id: idSchema,
    state: z
      .enum(['running', 'done', 'stopped'])
      .meta({ description: 'stopped: who gave it may change people no more' }),
    isDryRun: z.boolean(),
    invites: z.boolean(),
    at: dateTime,
    byName: z.string().optional(),
    rows: z.int(),
    done: z.int().meta({ description: 'Rows that have an outcome' }),
    outcomes: z.object(Object.fromEntries(outcomes.map((each) => [each, z.int()])) as Record<Outcome, z.ZodInt>),
    ignoredColumns: z.array(z.string()).meta({ description: 'Headings that we know nothing of' }),
    notices: z.array(finding).meta({ description: 'What counts though it is hidden in the workbook' }),
    failedRowsUrl: z.string().nullable(),
  })
  .meta({ id: 'MemberImport' });

export const rowView = z
  .object({
    row: z.int(),
    outcome: z.enum(outcomes).nullable(),
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    errors: z.array(finding),
  })
  .meta({ id: 'MemberImportRow' });
