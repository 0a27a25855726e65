/** Nothing, some or all of it is allocated; or it undoes another or is undone. */
export const PAYMENT_STATES = ['open', 'partial', 'allocated', 'undone'] as const
export type PaymentState = (typeof PAYMENT_STATES)[number]
