import type { Member, Person } from '../../members/domain/member.ts';

/** Somebody as a row tells; what has no column is undefined and stays as it is. */
export interface RowPerson {
  firstName: string;
  lastName: string;
  workEmail: string | null;
  phone?: string | null;
  staffNumber?: string | null;
  roles?: Member['roles'];
  locale?: Member['locale'];
}

export type Outcome = 'added' | 'changed' | 'unchanged' | 'failed' | 'skipped';

/** What a row asks for of somebody who is on the list already; null when it says what is known. */
export function changesOf(known: Member, { workEmail, ...row }: RowPerson): Partial<Person> | null {
  const wanted: Partial<Person> = { ...row, ...(workEmail === null ? {} : { workEmail }) };
  const changed = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(known[field as keyof Person]),
  );
  return changed.length === 0 ? null : Object.fromEntries(changed);
}
