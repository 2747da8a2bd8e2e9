import type { FederationCode } from '@leerhuis/federations';
import type { Accreditation, Day } from './course.ts';

/** Whether an attest can still be requested today: until the day given, that day included (V-25). */
export function isAttestOpen({ attestUntil }: Pick<Accreditation, 'attestUntil'>, today: Day): boolean {
  return today <= attestUntil;
}

/** The federations whose attest somebody is after; undefined for any. A member of a profession is after their own (V-1). */
export function soughtAttests(
  own: FederationCode | undefined,
  federations: readonly FederationCode[] | undefined,
): readonly FederationCode[] | undefined {
  return own ? [own] : federations;
}
