import type { RefusalTexts } from '../../platform/http/refusal.ts'
import type { Language } from '../../values/labels.ts'

export const shopsRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'shops.nameTaken': 'Une boutique porte déjà ce nom. Donnez-en un autre.',
    'shops.unknownProduct': 'Ce produit n’existe plus. Choisissez-en un autre.',
  },
  en: {
    'shops.nameTaken': 'A shop has this name already. Choose another one.',
    'shops.unknownProduct': 'This product is no longer there. Choose another one.',
  },
}
