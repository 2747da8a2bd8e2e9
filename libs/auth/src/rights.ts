/** What somebody may do with what is an organisation's, while they act for it; each apart (C-7). */
export const rights = [
  'see-organisation',
  'change-organisation',
  'see-people',
  'change-people',
  'change-care-workers',
  'enrol-people',
  'see-results',
  'see-invoices',
  'pay-invoices',
] as const;
export type Right = (typeof rights)[number];

export const isRight = (value: unknown): value is Right => (rights as readonly unknown[]).includes(value);
