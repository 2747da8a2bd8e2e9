export {
  type Access,
  allows,
  awaitsSecondFactor,
  hasRole,
  isAccess,
  isOwnerAccess,
  isStaffAccess,
  type OwnerAccess,
  type StaffAccess,
  staffRoles,
} from './access.ts';
export {
  type AccountActor,
  type Actor,
  type Claimed,
  isPerson,
  isThemself,
  type MemberActor,
  type PartnerActor,
  type Role,
} from './actor.ts';
export { ActingEnded, AuthUnavailable, InvalidToken } from './errors.ts';
export { mayAct, maySee, type Owner, ofOrganisation, ofPerson } from './may-act.ts';
export { fetchRevoked, revokedActors } from './revoked-actors.ts';
export { isRight, type Right, rights } from './rights.ts';
export {
  createSigningKey,
  publicJwks,
  type SigningKey,
  signAccessToken,
} from './signing-keys.ts';
export { bearerToken, createTokenVerifier, type TokenVerifier } from './verify-token.ts';
