import { type Right, rights } from '@leerhuis/auth/rights';

export type { Right };

/** Roles and what each gives. Exclusive: an address that has it has no other role, there or elsewhere (B-1). */
const table = {
  manager: { rights, isExclusive: false },
  employee: { rights: ['see-organisation'], isExclusive: false },
  planner: { rights: ['see-organisation', 'see-people', 'enrol-people', 'see-results'], isExclusive: false },
  accountant: { rights: ['see-organisation', 'see-invoices', 'pay-invoices'], isExclusive: false },
  'trainer-external': { rights: ['see-organisation', 'see-people', 'change-care-workers'], isExclusive: true },
  'trainer-centre': { rights: ['see-organisation', 'see-people', 'change-care-workers'], isExclusive: true },
  'care-worker': { rights: ['see-organisation'], isExclusive: true },
} as const satisfies Record<string, { rights: readonly Right[]; isExclusive: boolean }>;

export type Role = keyof typeof table;
export const roles = Object.keys(table) as [Role, ...Role[]];

export const isExclusive = (role: Role): boolean => table[role].isExclusive;

export const trainerRoles = ['trainer-external', 'trainer-centre'] as const satisfies Role[];
/** As which of both somebody is a trainer. */
export const trainerRoleOf = (given: readonly Role[]) => trainerRoles.find((role) => given.includes(role));
export const isTrainer = (given: readonly Role[]): boolean => trainerRoleOf(given) !== undefined;

/** In the order of the table, each once. */
export function inOrder(given: readonly Role[]): Role[] {
  return roles.filter((role) => given.includes(role));
}

export function rightsOf(given: readonly Role[]): Right[] {
  return rights.filter((right) => given.some((role) => (table[role].rights as readonly Right[]).includes(right)));
}
