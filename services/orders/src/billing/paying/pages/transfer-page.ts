import { escapeHtml, type PageFrame, plainPage } from '@leerhuis/http-api';
import { formatIban, formatMoney } from '@leerhuis/money';
import QRCode from 'qrcode';
import type { Order } from '../../../selling/ordering/domain/order.ts';
import type { Transfer } from './transfer.ts';

const texts = {
  nl: {
    title: 'Betalen per overschrijving',
    how: 'Schrijf het bedrag over naar de rekening hieronder. Vermeld de mededeling: zo herkennen we uw betaling. U krijgt de factuur zodra het geld er is.',
    order: 'Pro-forma',
    beneficiary: 'Begunstigde',
    amount: 'Bedrag',
    reference: 'Mededeling',
    scan: 'Of scan deze code met de app van uw bank.',
    paid: 'Er valt voor deze bestelling niets meer te betalen.',
    withdrawn: 'Deze bestelling is ingetrokken. Schrijf er niets voor over.',
  },
  fr: {
    title: 'Payer par virement',
    how: 'Virez le montant au compte ci-dessous. Indiquez la communication : elle nous permet de reconnaître votre paiement. Vous recevrez la facture dès que l’argent sera arrivé.',
    order: 'Pro forma',
    beneficiary: 'Bénéficiaire',
    amount: 'Montant',
    reference: 'Communication',
    scan: 'Ou scannez ce code avec l’application de votre banque.',
    paid: 'Il n’y a plus rien à payer pour cette commande.',
    withdrawn: 'Cette commande a été retirée. Ne virez rien pour elle.',
  },
  en: {
    title: 'Pay by bank transfer',
    how: 'Transfer the amount to the account below. Give the communication: by it we know your payment. The invoice comes as soon as the money is there.',
    order: 'Pro-forma',
    beneficiary: 'Beneficiary',
    amount: 'Amount',
    reference: 'Communication',
    scan: 'Or scan this code with the app of your bank.',
    paid: 'There is nothing left to pay for this order.',
    withdrawn: 'This order was withdrawn. Do not transfer anything for it.',
  },
} as const;

/** What to fill in at the bank. */
export async function transferPage(proFormaNumber: string, transfer: Transfer, frame: PageFrame): Promise<string> {
  const { locale } = frame;
  const text = texts[locale];
  const { iban, bic, beneficiary, amount, reference, qrText } = transfer;
  const facts: [string, string][] = [
    [text.order, proFormaNumber],
    [text.amount, formatMoney(amount, locale)],
    [text.beneficiary, beneficiary],
    ['IBAN', formatIban(iban)],
    ['BIC', bic],
    [text.reference, reference],
  ];
  const list = facts.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join('');
  const code = await QRCode.toString(qrText, { type: 'svg', errorCorrectionLevel: 'M', width: 200 });
  return plainPage(frame, text.title, `<p>${text.how}</p><dl>${list}</dl>\n<p>${text.scan}</p>${code}`);
}

export function nothingToTransferPage({ standing }: Pick<Order, 'standing'>, frame: PageFrame): string {
  const text = texts[frame.locale];
  const said =
    standing.state === 'withdrawn' ? `<p role="alert">${text.withdrawn}</p>` : `<p role="status">${text.paid}</p>`;
  return plainPage(frame, text.title, said);
}
