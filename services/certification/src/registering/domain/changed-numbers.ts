import { type RegisteringFederation, registeringFederations } from '@leerhuis/federations';

export interface Membership {
  federation: string;
  memberNumber: string;
}

/** The member numbers that a learner has now and had not before, of federations that the provider registers with (V-28). */
export function changedNumbers(
  before: readonly Membership[],
  after: readonly Membership[],
): { federation: RegisteringFederation; memberNumber: string }[] {
  return registeringFederations.flatMap((federation) => {
    const [old, now] = [before, after].map((list) => list.find((one) => one.federation === federation)?.memberNumber);
    return now === undefined || now === old ? [] : [{ federation, memberNumber: now }];
  });
}
