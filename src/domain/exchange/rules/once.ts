/** Why messages of this slice are sent, in the outbox. */
export const ORDERS_PURPOSE = 'exchange.orders'
export const INVITATION_PURPOSE = 'exchange.invitation'
export const ANSWER_PURPOSE = 'exchange.answer'
export const CATALOGUE_PURPOSE = 'exchange.catalogue'

/** A name of a file that every program and mail server lets through: `CF-2026-00017.xml`. */
export const fileNameOf = (number: string, ending: string): string =>
  `${
    number
      .normalize('NFKD')
      .replace(/[^\w.-]+/g, '-')
      .replace(/^[-.]+|-+$/g, '') || 'document'
  }.${ending}`
