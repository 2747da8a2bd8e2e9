import { type Money, parseEuro } from '@leerhuis/money';
import { z } from 'zod';
import { paymentStatuses, refundStatuses } from './domain/payment.ts';

const amount = z
  .object({ currency: z.literal('EUR'), value: z.string().regex(/^\d+\.\d{2}$/) })
  .transform(({ value }): Money => parseEuro(value));

const link = z.object({ href: z.url() });
const metadata = z.record(z.string(), z.unknown()).nullish().catch(null);

export const refundAnswer = z
  .object({ id: z.string(), status: z.enum(refundStatuses), amount, metadata })
  .transform(({ id, status, amount: money, metadata: known }) => {
    const refundId = known?.['refundId'];
    return { id, status, amount: money, refundId: typeof refundId === 'string' ? refundId : null };
  });
export type ProviderRefund = z.output<typeof refundAnswer>;

/** A payment as the provider tells it, in our terms; what we don't use is left out. */
export const paymentAnswer = z
  .object({
    id: z.string(),
    status: z.enum(paymentStatuses),
    amount,
    method: z.string().nullish(),
    paidAt: z.iso.datetime({ offset: true }).nullish(),
    metadata,
    _links: z.object({ checkout: link.nullish() }),
    _embedded: z.object({ refunds: z.array(refundAnswer).optional() }).optional(),
  })
  .transform(({ id, status, amount: money, method, paidAt, metadata: known, _links, _embedded }) => {
    const text = (name: string) => (typeof known?.[name] === 'string' ? (known[name] as string) : null);
    return {
      id,
      status,
      amount: money,
      method: method ?? null,
      paidAt: paidAt ? new Date(paidAt) : null,
      orderId: text('orderId'),
      paymentId: text('paymentId'),
      checkoutUrl: _links.checkout?.href ?? null,
      refunds: _embedded?.refunds ?? [],
    };
  });
export type ProviderPayment = z.output<typeof paymentAnswer>;
