import type { Accreditation, Day, Federation } from './course.ts';

/** Whether an attest can still be requested today: until the day given, that day included (V-25). */
export function isAttestOpen({ attestUntil }: Pick<Accreditation, 'attestUntil'>, today: Day): boolean {
  return today <= attestUntil;
}

/** The federations whose attest somebody is after; undefined for any. A member of a profession is after their own (V-1). */
export function soughtAttests(
  own: Federation | undefined,
  federations: readonly Federation[] | undefined,
): readonly Federation[] | undefined {
  return own ? [own] : federations;
}
