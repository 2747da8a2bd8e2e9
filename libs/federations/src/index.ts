export { type FederationCode, memberNumberForms, readMemberNumber } from './member-number.ts';
