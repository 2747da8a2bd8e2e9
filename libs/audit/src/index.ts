export type { AuditEntry, AuditedFields, AuditNote } from './audit-entry.ts';
export { auditRoutes, type NamesOf, replacedFileRoute } from './audit-routes.ts';
export { type AuditStore, auditIndexes, auditStore, type NoteAudit } from './audit-store.ts';
