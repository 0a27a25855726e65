import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import type { Language } from '../../../values/labels.ts'

export const duplicateRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'invoicing.creditNoteOnce': 'Un avoir ne se copie pas\u00a0: faites-en un autre depuis la facture qu’il corrige.',
  },
  en: { 'invoicing.creditNoteOnce': 'A credit note is not copied: make another one from the invoice it corrects.' },
}
