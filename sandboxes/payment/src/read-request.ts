import { z } from 'zod';
import { MollieError } from './mollie-error.ts';
import { methods } from './payment.ts';

const amountSchema = z.object({
  currency: z.literal('EUR', 'The currency is not supported, use EUR'),
  value: z.string().regex(/^\d{1,8}\.\d{2}$/, 'The amount contains an invalid value, write it as 10.00'),
});
const cents = amountSchema.transform(({ value }) => Number(value.replace('.', '')));
const url = z.url({ protocol: /^https?$/, error: 'The URL is invalid' });
/** An app's own address too, as Mollie takes it. */
const returnUrl = z.url({ protocol: /^(?!javascript$|data$)/, error: 'The URL is invalid' });
const methodName = z.enum(methods, 'The payment method is invalid');

const paymentSchema = z.object({
  amount: cents,
  description: z.string().min(1, 'The description is empty').max(255, 'The description is too long'),
  redirectUrl: returnUrl,
  cancelUrl: returnUrl.nullish(),
  webhookUrl: url.nullish(),
  locale: z
    .string()
    .regex(/^[a-z]{2}_[A-Z]{2}$/, 'The locale is invalid')
    .nullish(),
  method: z.union([methodName, z.array(methodName).min(1)]).nullish(),
  metadata: z.unknown().optional(),
});

const refundSchema = z.object({
  amount: cents,
  description: z.string().max(255, 'The description is too long').default(''),
  metadata: z.unknown().optional(),
});

const listSchema = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(250)
    .catch(() => {
      throw new MollieError(400, 'Invalid limit');
    })
    .default(50),
  from: z.string().optional(),
});

export const readNewPayment = (body: unknown) => read(paymentSchema, body);
export const readNewRefund = (body: unknown) => read(refundSchema, body);
export const readList = (query: unknown) => read(listSchema, query);

/** @throws MollieError 422 naming the first field that is wrong */
function read<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') || undefined;
  const missing = issue?.code === 'invalid_type' && issue.message.endsWith('received undefined');
  throw new MollieError(422, missing ? `The field ${field ?? ''} is required` : (issue?.message ?? 'Invalid'), field);
}
