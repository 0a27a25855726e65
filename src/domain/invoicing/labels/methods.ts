import { labels } from '../../../values/labels.ts'
import type { PaymentMethod } from '../rules/document.ts'

/** How money comes. */
export const methodWords = labels(
  {
    cash: 'Espèces',
    cheque: 'Chèque',
    transfer: 'Virement',
    card: 'Carte',
    'direct-debit': 'Prélèvement',
  } satisfies Record<PaymentMethod, string>,
  { cash: 'Cash', cheque: 'Cheque', transfer: 'Transfer', card: 'Card', 'direct-debit': 'Direct debit' },
)
