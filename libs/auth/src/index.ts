export { type Access, accesses, allows, isAccess } from './access.ts';
export type { AccountActor, Actor, PartnerActor, Role, WithoutExpiry } from './actor.ts';
export { AuthUnavailable, InvalidToken } from './errors.ts';
export { mayAct, maySee, type Owner, ofPerson } from './may-act.ts';
export { fetchRevokedPartners, revokedPartners } from './revoked-partners.ts';
export {
  createSigningKey,
  defaultAudience,
  defaultIssuer,
  publicJwks,
  type SigningKey,
  signAccessToken,
} from './signing-keys.ts';
export { bearerToken, createTokenVerifier, type TokenVerifier, type TokenVerifierOptions } from './verify-token.ts';
