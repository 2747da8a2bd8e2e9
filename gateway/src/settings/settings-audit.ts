import type { AuditedFields } from '@leerhuis/audit';
import { type AuditStore, auditRoutes, type NamesOf } from '@leerhuis/audit';

/** What staff changed in the settings of the provider, and in who works for it. */
export function settingsAudit(audit: AuditStore, { names }: { names: NamesOf }) {
  return auditRoutes({
    audit,
    path: '/api/v1/admin/settings-audit',
    operationId: 'listSettingsAudit',
    summary: 'What staff did with settings, people of the provider, accounts and access, the newest first',
    tags: ['staff: settings'],
    roles: ['administration'],
    entry: 'SettingsAuditEntry',
    names,
  });
}

/** A record as a flat picture: `consent.text.nl`, `days[0].day`. */
export function auditedFields(value: unknown, path = ''): AuditedFields {
  if (value === null || typeof value !== 'object') return { [path]: value as string | number | boolean | null };
  const entries = Array.isArray(value)
    ? value.map((one, index): [string, unknown] => [`${path}[${index}]`, one])
    : Object.entries(value).map(([name, one]): [string, unknown] => [path === '' ? name : `${path}.${name}`, one]);
  return Object.assign({}, ...entries.map(([name, one]) => auditedFields(one, name)));
}
