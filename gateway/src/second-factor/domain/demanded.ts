/** Of whom a second factor is demanded: `staff` (all people of the provider), `nobody`, or roles with commas between. */
export type Demand = string;

/** Whether this role of an account counts only in a session that has given a second factor. */
export function isDemanded(demand: Demand, role: string): boolean {
  if (role === 'learner' || demand === 'nobody') return false;
  // whoever is `staff` has each role
  return demand === 'staff' || role === 'staff' || demand.split(',').includes(role);
}
