export {
  type Access,
  allows,
  awaitsSecondFactor,
  hasRole,
  isAccess,
  isStaffAccess,
  type StaffAccess,
  staffRoles,
} from './access.ts';
export type { AccountActor, Actor, PartnerActor, Role, WithoutExpiry } from './actor.ts';
export { AuthUnavailable, InvalidToken } from './errors.ts';
export { mayAct, maySee, type Owner, ofPerson } from './may-act.ts';
export { fetchRevoked, revokedActors } from './revoked-actors.ts';
export {
  createSigningKey,
  publicJwks,
  type SigningKey,
  signAccessToken,
} from './signing-keys.ts';
export { bearerToken, createTokenVerifier, type TokenVerifier } from './verify-token.ts';
