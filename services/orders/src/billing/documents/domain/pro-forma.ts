import { addDays } from '@leerhuis/calendar';
import { structuredCommunication } from '@leerhuis/money';
import { type DocumentNumber, referenceBase } from './document-number.ts';

/** What a pro-forma says besides what is sold. */
export interface ProFormaFacts {
  id: string;
  number: string;
  issuedOn: string;
  dueDate: string;
  structuredCommunication: string;
}

/**
 * The pro-forma of a number (V-10): its reference for transfers comes from the number, and it is due so many calendar days after
 * the day of issue, as the terms of that day say.
 * @param issuedOn calendar day in the provider's zone
 */
export function proFormaOf(
  id: string,
  number: DocumentNumber,
  issuedOn: string,
  terms: { paymentDays: number },
): ProFormaFacts {
  return {
    id,
    number: number.number,
    issuedOn,
    dueDate: addDays(issuedOn, terms.paymentDays),
    structuredCommunication: structuredCommunication(referenceBase(number)),
  };
}
