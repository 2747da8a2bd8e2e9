import type { MemberSnapshot } from '@leerhuis/contracts';
import type { LocalCopy } from '@leerhuis/mongo';

/** What an organisation calls its people, by account; of who is there no more, what it called them last. */
export async function namesIn(
  members: Pick<LocalCopy<MemberSnapshot>, 'find'>,
  organisationId: string,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await members.find({ organisationId, accountId: { $in: [...accountIds] } });
  return new Map(
    found.map(({ accountId, firstName, lastName }) => [accountId ?? '', `${firstName} ${lastName}`.trim()]),
  );
}
