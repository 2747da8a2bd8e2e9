/** Which service answers for which resource: the first segment below /api/v1, or below /api/v1/admin. */
export const resources = {
  catalog: ['professions', 'courses', 'credit-packages', 'suggestions', 'media', 'documents'],
  orders: [
    'cart',
    'orders',
    'order-requests',
    'pro-formas',
    'invoices',
    'credits',
    'credit-invitations',
    'activations',
    'payment-methods',
    'webhooks',
  ],
  learning: ['enrolments', 'test-attempts', 'questions'],
  certification: ['attests', 'verify', 'federations'],
  notifications: ['messages', 'file', 'newsletter'],
  organisations: ['organisation-requests', 'organisations', 'invitations', 'memberships', 'trainers'],
} as const;

export const adminResources = {
  catalog: ['catalog', 'courses', 'suggestions'],
  orders: ['orders', 'payments', 'activations', 'orders-audit'],
  learning: ['enrolments', 'questions', 'evaluations', 'learning-audit'],
  certification: ['attests', 'registrations', 'registrations-audit', 'registration-runs', 'shared-member-numbers'],
  notifications: ['messages', 'bounced-addresses', 'newsletters', 'newsletters-audit', 'newsletter-subscriptions'],
  organisations: ['organisations', 'organisations-audit', 'members'],
} as const;

export type ServiceName = keyof typeof resources;
export const serviceNames = Object.keys(resources) as ServiceName[];

function owners(table: Record<string, readonly string[]>): Map<string, ServiceName> {
  return new Map(
    Object.entries(table).flatMap(([service, names]) => names.map((name) => [name, service as ServiceName] as const)),
  );
}
const publicOwners = owners(resources);
const adminOwners = owners(adminResources);
const base = '/api/v1/';

/** The service that answers for a path, or null when the gateway answers itself. */
export function ownerOf(path: string): ServiceName | null {
  if (!path.startsWith(base)) return null;
  const [first = '', second = ''] = path.slice(base.length).split(/[/?]/, 2);
  return (first === 'admin' ? adminOwners.get(second) : publicOwners.get(first)) ?? null;
}
