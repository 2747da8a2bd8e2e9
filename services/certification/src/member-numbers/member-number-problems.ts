import { problem } from '@leerhuis/http-api';

/** Whoever is named as owner of a member number doesn't go by it. */
export function notAmongAccounts() {
  const message = {
    nl: 'Noem alleen accounts die dit lidnummer gebruiken.',
    fr: 'Nommez uniquement des comptes qui utilisent ce numéro de membre.',
    en: 'Name only accounts that go by this member number.',
  };
  return problem(422, 'not-among-accounts', { detail: message, errors: [{ field: 'owners', message }] });
}
