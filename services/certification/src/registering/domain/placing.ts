import { claimOf, type MemberNumber } from '../../member-numbers/domain/member-number.ts';
import { type Registration, takeBack } from './registration.ts';

/** What becomes of a registration under its member number. */
export interface Change {
  /** taken-back: its federation was told of it, and it is not its learner's number. */
  became: 'held' | 'let-go' | 'taken-back';
  before: Registration;
  registration: Registration;
}

/**
 * Says which registrations under one member number may go to the federation. While several accounts go by it none does, until
 * staff have said whose it is; then the owner's do, and what was told of others is taken back. Of one member, course and year
 * only one stands: the rest is held, and waits to its learner's eyes: nobody may find out by a member number who else has an account.
 * @param registrations of this number, withdrawn ones too: of all courses and years, or all of one course and year
 * @returns what changes; what has to make room comes first
 */
export function arrange(number: MemberNumber | null, registrations: readonly Registration[], now: Date): Change[] {
  const alive = registrations.filter(({ state }) => state !== 'withdrawn');
  const changes = [...new Set(alive.map(countedOnceBy))].flatMap((key) =>
    arrangeGroup(
      number,
      alive.filter((one) => countedOnceBy(one) === key),
      now,
    ),
  );
  return changes.sort((one, other) => Number(one.became === 'let-go') - Number(other.became === 'let-go'));
}

const countedOnceBy = ({ accreditationNumber, periodYear }: Registration) => `${periodYear} ${accreditationNumber}`;

function arrangeGroup(number: MemberNumber | null, group: Registration[], now: Date): Change[] {
  const claimants = group.map(({ accountId }) => accountId);
  const claims = new Map(group.map((one) => [one.id, claimOf(number, one.accountId, claimants)]));
  const next = nextInLine(group.filter((one) => claims.get(one.id) === 'theirs'));
  const standsAlready = group.some((one) => claims.get(one.id) !== 'not-theirs' && isTold(one));
  return group.flatMap((one): Change[] => {
    if (claims.get(one.id) === 'not-theirs' && isTold(one))
      return [{ became: 'taken-back', before: one, registration: takeBack(one, now) }];
    if (isTold(one)) return [];
    if (one === next && !standsAlready) return isInLine(one) ? [] : [changed('let-go', one, free(one))];
    return isHeld(one) ? [] : [changed('held', one, hold(one, now))];
  });
}

const changed = (became: Change['became'], before: Registration, registration: Registration): Change => ({
  became,
  before,
  registration,
});

/** The federation knows of it, or knew and refused it: it stands where it is. */
const isTold = ({ state }: Registration) => state !== 'waiting';
const isHeld = ({ apart, heldSince }: Registration) => Boolean(apart && heldSince);
const isInLine = ({ apart, heldSince }: Registration) => !apart && !heldSince;

/** The one that is in line already, else the one that was held first. */
function nextInLine(theirs: Registration[]): Registration | undefined {
  const since = ({ heldSince, createdAt }: Registration) => (heldSince ?? createdAt).getTime();
  const waiting = theirs.filter((one) => !isTold(one));
  return waiting.find(isInLine) ?? waiting.sort((one, other) => since(one) - since(other))[0];
}

function hold(registration: Registration, now: Date): Registration {
  return { ...registration, apart: registration.id, heldSince: registration.heldSince ?? now };
}

function free(registration: Registration): Registration {
  return { ...registration, apart: null, heldSince: null };
}
