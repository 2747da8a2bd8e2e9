import type { OpenApiDocument } from '@leerhuis/http-api';
import { type JsonSchema, resolve } from '../baseline/compare-schemas.ts';
import { jsonAnswersOf, operationsOf } from './answered-fields.ts';

const dated = 'a record for each day on which the provider changed something';

/** Lists that come whole, by operation or by place, and why they stay short. */
const shortByNature: Record<string, string> = {
  'GET /api/v1/professions': 'those that the provider serves',
  'GET /api/v1/credit-packages': 'a handful that the provider sells',
  'GET /api/v1/payment-methods': 'those that the payment provider has',
  'GET /api/v1/credit-invitations': 'of packages that still run, one each',
  'GET /api/v1/enrolments/{id}/documents': 'what belongs to one course',
  'GET /api/v1/admin/settings/identity': dated,
  'GET /api/v1/admin/settings/brand': dated,
  'GET /api/v1/admin/settings/vat-rates': dated,
  'GET /api/v1/admin/settings/terms': dated,
  'GET /api/v1/admin/settings/holidays': dated,
  'GET /api/v1/admin/settings/federation-policies': dated,
};

/** Lists of things of a kind that an operation answers whole, without asking page by page. */
export function unpagedLists(
  document: OpenApiDocument,
  allowed: Readonly<Record<string, string>> = shortByNature,
): string[] {
  const lists = operationsOf(document).filter(
    ([title, operation]) =>
      title.startsWith('GET ') && jsonAnswersOf(operation, document).some((schema) => isList(schema, document)),
  );
  const faults = lists
    .filter(([title]) => !(title in allowed))
    .flatMap(([title, operation]) => {
      const asked = (operation.parameters ?? []).map((parameter) => resolve(parameter, document)['name']);
      const given = jsonAnswersOf(operation, document).flatMap((schema) => Object.keys(fieldsOf(schema, document)));
      const lacks = [
        ...['limit', 'cursor'].filter((name) => !asked.includes(name)),
        ...['nextCursor', 'total'].filter((name) => !given.includes(name)),
      ];
      return lacks.length === 0 ? [] : [`${title} lacks ${lacks.join(', ')}`];
    });
  const strange = Object.keys(allowed).filter((one) => !lists.some(([title]) => title === one));
  return [...faults, ...strange.map((one) => `${one} is exempt and is no list`)];
}

const fieldsOf = (schema: JsonSchema, document: OpenApiDocument) =>
  (resolve(schema, document)['properties'] ?? {}) as Record<string, JsonSchema>;

function isList(schema: JsonSchema, document: OpenApiDocument): boolean {
  const whole = resolve(schema, document);
  const { items, records } = fieldsOf(schema, document);
  return [whole, items, records].some((part) => part !== undefined && resolve(part, document)['type'] === 'array');
}
