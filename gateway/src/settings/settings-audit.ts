import type { AuditedFields } from '@leerhuis/audit';
import { type AuditStore, auditRoutes, type NamesOf } from '@leerhuis/audit';

/**
 * What staff did at the gateway: with people of the provider and their roles, partners, second factors, sessions, accounts and
 * settings; and who gave a recovery code. Under the name that it had when it told of settings only, too.
 */
export function gatewayAudit(audit: AuditStore, { names }: { names: NamesOf }) {
  const roles = ['administration'] as const;
  return [
    ...auditRoutes({
      audit,
      path: '/api/v1/admin/audit',
      operationId: 'listAudit',
      summary:
        'What staff did with people of the provider, partners, second factors, sessions, accounts and settings, the newest first',
      tags: ['staff: accounts'],
      roles,
      entry: 'AuditEntry',
      names,
    }),
    ...auditRoutes({
      audit,
      path: '/api/v1/admin/settings-audit',
      operationId: 'listSettingsAudit',
      summary: 'The same as `/admin/audit`',
      tags: ['staff: settings'],
      roles,
      entry: 'SettingsAuditEntry',
      names,
    }),
  ];
}

/** A record as a flat picture: `consent.text.nl`, `days[0].day`. */
export function auditedFields(value: unknown, path = ''): AuditedFields {
  if (value === null || typeof value !== 'object') return { [path]: value as string | number | boolean | null };
  const entries = Array.isArray(value)
    ? value.map((one, index): [string, unknown] => [`${path}[${index}]`, one])
    : Object.entries(value).map(([name, one]): [string, unknown] => [path === '' ? name : `${path}.${name}`, one]);
  return Object.assign({}, ...entries.map(([name, one]) => auditedFields(one, name)));
}
