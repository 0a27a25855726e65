import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { labels } from '../../../values/labels.ts'
import { formatMoney } from '../../../values/money.ts'

export const settleRefusals = labels(
  {
    'invoicing.unknownInvoice': 'Ce document n’existe pas dans cette société.',
    'invoicing.notIssued': 'Ce document est un brouillon\u00a0: validez-le avant de le régler.',
    'invoicing.settledTooMuch': ({ number, open, currency }) =>
      `Il ne reste que ${formatMoney(Number(open), String(currency), 'fr')} à régler sur ${number}.`,
  } satisfies RefusalTexts,
  {
    'invoicing.unknownInvoice': 'This document does not exist in this company.',
    'invoicing.notIssued': 'This document is a draft: issue it before it is paid.',
    'invoicing.settledTooMuch': ({ number, open, currency }) =>
      `Only ${formatMoney(Number(open), String(currency), 'en')} is left to pay on ${number}.`,
  } satisfies RefusalTexts,
)
