export {
  type FederationCode,
  federationCodes,
  federationOf,
  federations,
  type ProfessionCode,
  professionCodes,
  professionNamed,
  type RegisteringFederation,
  registeringFederations,
  type Way,
} from './federations.ts';
export { readMemberNumber } from './member-number.ts';
