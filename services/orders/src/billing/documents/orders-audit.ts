import { type AuditStore, auditRoutes, type NamesOf, replacedFileRoute } from '@leerhuis/audit';
import type { FileStore } from '@leerhuis/files';

const path = '/api/v1/admin/orders-audit';
const tags = ['staff: orders'] as const;
const roles = ['administration', 'finance'] as const;

/** The audit trail of orders, for staff: what an order went through itself is in its history. */
export function ordersAudit(audit: AuditStore, { names }: { names: NamesOf }, { stat }: Pick<FileStore, 'stat'>) {
  return [
    ...auditRoutes({
      audit,
      path,
      operationId: 'listOrdersAudit',
      summary: 'What staff and the service itself changed in orders, the newest first',
      tags,
      roles,
      entry: 'OrdersAuditEntry',
      names,
    }),
    replacedFileRoute({ audit, path, operationId: 'getReplacedOrderDocument', tags, roles, stat }),
  ];
}
