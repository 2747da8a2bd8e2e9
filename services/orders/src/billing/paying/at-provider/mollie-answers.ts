import { type Money, parseEuro } from '@leerhuis/money';
import { z } from 'zod';
import { paymentStatuses, refundStatuses } from '../domain/payment.ts';

const amount = z
  .object({ currency: z.literal('EUR'), value: z.string().regex(/^\d+\.\d{2}$/) })
  .transform(({ value }): Money => parseEuro(value));

const link = z.object({ href: z.url() });
const metadata = z.record(z.string(), z.unknown()).nullish().catch(null);

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

export const refundAnswer = z
  .object({ id: z.string(), status: z.enum(refundStatuses), amount, createdAt: instant, metadata })
  .transform(({ id, status, amount: money, createdAt, metadata: known }) => {
    const refundId = known?.['refundId'];
    return { id, status, amount: money, createdAt, refundId: typeof refundId === 'string' ? refundId : null };
  });
export type ProviderRefund = z.output<typeof refundAnswer>;

/** The bank of who paid took the money back; it may be reversed later. */
const chargeBackAnswer = z
  .object({ id: z.string(), amount, createdAt: instant, reversedAt: instant.nullish() })
  .transform(({ reversedAt, ...told }) => ({ ...told, reversedAt: reversedAt ?? null }));

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
    _embedded: z
      .object({ refunds: z.array(refundAnswer).optional(), chargebacks: z.array(chargeBackAnswer).optional() })
      .optional(),
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
      chargeBacks: _embedded?.chargebacks ?? [],
    };
  });
export type ProviderPayment = z.output<typeof paymentAnswer>;

const limit = amount.nullish().catch(null);

/** The methods that are switched on for us; what is no method of ours, or not ready yet, is left out by who asks. */
export const methodsAnswer = z
  .object({
    _embedded: z.object({
      methods: z.array(
        z.object({ id: z.string(), status: z.string().nullish(), minimumAmount: limit, maximumAmount: limit }),
      ),
    }),
  })
  .transform(({ _embedded: { methods } }) =>
    methods
      .filter(({ status }) => status == null || status === 'activated')
      .map(({ id, minimumAmount, maximumAmount }) => {
        return { id, minimum: minimumAmount ?? null, maximum: maximumAmount ?? null };
      }),
  );
export type ProviderMethod = z.output<typeof methodsAnswer>[number];
