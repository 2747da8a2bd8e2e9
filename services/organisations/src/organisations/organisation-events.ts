import { organisationChangedV1 } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { Organisation } from './domain/organisation.ts';
import type { Size } from './domain/size.ts';

/** Tells the present state of one that was taken in; a request is nobody else's business. */
export function tellOf(tx: Tx, organisation: Organisation, size: Size | null): void {
  const { id, state, closed } = organisation;
  if (state === 'requested') return;
  tx.publish(organisationChangedV1, id, {
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
    changedAt: tx.now.toISOString(),
  });
}
