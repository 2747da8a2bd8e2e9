import { isCreditorReference, isIban } from './accounts.ts';
import type { Money } from './money.ts';
import { toDecimalString } from './text.ts';

/** A SEPA credit transfer for somebody to scan. */
export interface EpcTransfer {
  name: string;
  iban: string;
  bic?: string;
  amount: Money;
  /** ISO 11649 (`RF…`) goes on the structured line; anything else, a Belgian OGM with its plus signs too, as text. */
  reference: string;
}

/**
 * The text of an EPC QR code (EPC069-12, version 002, UTF-8), for error level M.
 * @throws RangeError when a field is too long, the IBAN is unsound, the amount is not 0.01 to 999999999.99, or the
 *   whole is over 331 bytes.
 */
export function epcQrPayload(transfer: EpcTransfer): string {
  const iban = transfer.iban.replace(/\s/g, '').toUpperCase();
  const structured = isCreditorReference(transfer.reference);
  if (!isIban(iban)) throw new RangeError('the IBAN is not sound');
  if (transfer.amount.amount < 1 || transfer.amount.amount > 99_999_999_999) {
    throw new RangeError('the amount of a transfer is 0.01 to 999999999.99');
  }
  if (!transfer.name || transfer.name.length > 70) throw new RangeError('the name has 1 to 70 characters');
  if (transfer.reference.length > 140) throw new RangeError('the reference has at most 140 characters');
  const lines = ['BCD', '002', '1', 'SCT', transfer.bic ?? '', transfer.name, iban];
  lines.push(`EUR${toDecimalString(transfer.amount)}`, '', structured ? transfer.reference : '');
  if (!structured) lines.push(transfer.reference);
  if (lines.some((line) => /[\r\n]/.test(line))) throw new RangeError('a field holds a line break');
  const payload = lines.join('\n').replace(/\n+$/, '');
  if (new TextEncoder().encode(payload).length > 331) throw new RangeError('the payload is over 331 bytes');
  return payload;
}
