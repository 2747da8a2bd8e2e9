export { failureAt } from '@leerhuis/mongo';
export { inGroups } from '@leerhuis/waiting';
