export type { AuditEntry, AuditedFields, AuditNote } from './audit-entry.ts';
export { type AuditRoutesOptions, auditRoutes, replacedFileRoute } from './audit-routes.ts';
export { type AuditFilter, type AuditStore, auditIndexes, auditStore, type NoteAudit } from './audit-store.ts';
