/** What people of the provider may do, each role apart. */
export const staffRoles = ['administration', 'finance', 'operations', 'teacher'] as const;
export type StaffRole = (typeof staffRoles)[number];
