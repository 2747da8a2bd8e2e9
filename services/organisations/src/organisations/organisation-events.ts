import { type OrganisationSnapshot, organisationChangedV1 } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { Organisation } from './domain/organisation.ts';
import type { Size } from './domain/size.ts';

/** What others may know of an organisation; null of one that was asked for only: a request is nobody else's business. */
export function snapshotOf(organisation: Organisation, size: Size | null, at: Date): OrganisationSnapshot | null {
  const { id, state, closed } = organisation;
  if (state === 'requested') return null;
  return {
    organisationId: id,
    revision: organisation.revision,
    name: organisation.name,
    country: organisation.country,
    enterpriseNumber: organisation.enterpriseNumber,
    establishment: organisation.establishment,
    vatNumber: organisation.vatNumber,
    address: organisation.address,
    invoiceEmail: organisation.invoiceEmail,
    locale: organisation.locale,
    demandsOrderNumber: organisation.demandsOrderNumber,
    employeesMayBind: organisation.employeesMayBind,
    buysOnAccount: organisation.buysOnAccount,
    kind: organisation.kind,
    legalForm: organisation.legalForm,
    size,
    state,
    mergedInto: closed?.mergedInto ?? null,
    changedAt: at.toISOString(),
  };
}

/** Tells the present state of one that was taken in. */
export function tellOf(tx: Tx, organisation: Organisation, size: Size | null): void {
  const snapshot = snapshotOf(organisation, size, tx.now);
  if (snapshot) tx.publish(organisationChangedV1, snapshot.organisationId, snapshot);
}
