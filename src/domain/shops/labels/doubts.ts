import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { type Language, labels } from '../../../values/labels.ts'

/** Words of the customers of shops who may be contacts known before. */
export const doubtWords = labels(
  {
    title: 'Doublons possibles',
    one: 'doublon possible',
    many: 'doublons possibles',
    columns: {
      why: 'Pourquoi',
      orderNumber: 'Commande',
      orderedAt: 'Date',
      candidateNumber: 'N°\u00a0connu',
      candidateName: 'Contact connu',
      candidatePlace: 'Adresse connue',
      partyNumber: 'N°\u00a0créé',
      partyName: 'Contact créé',
      partyPlace: 'Nouvelle adresse',
      shop: 'Boutique',
    },
    whys: {
      mail: 'même courriel, autre nom',
      'mail-of-several': 'courriel de plusieurs contacts',
      'name-and-town': 'même nom, même ville',
      phone: 'mêmes nom et téléphone',
    },
    none: 'Aucun doute\u00a0: chaque client des boutiques est reconnu.',
    compare: 'Comparer',
    different: 'Ce sont deux personnes',
    showOrder: 'Voir la commande',
  },
  {
    title: 'Possible duplicates',
    one: 'possible duplicate',
    many: 'possible duplicates',
    columns: {
      why: 'Why',
      orderNumber: 'Order',
      orderedAt: 'Date',
      candidateNumber: 'Known no.',
      candidateName: 'Known contact',
      candidatePlace: 'Known address',
      partyNumber: 'New no.',
      partyName: 'New contact',
      partyPlace: 'New address',
      shop: 'Shop',
    },
    whys: {
      mail: 'same mail, other name',
      'mail-of-several': 'mail of several contacts',
      'name-and-town': 'same name, same town',
      phone: 'same name and phone',
    },
    none: 'No doubt: every customer of the shops is known.',
    compare: 'Compare',
    different: 'They are two people',
    showOrder: 'Show the order',
  },
)

export const shopDoubtRefusals: Record<Language, RefusalTexts> = {
  fr: { 'shops.doubtAnswered': 'Quelqu’un a déjà répondu. Rechargez la liste.' },
  en: { 'shops.doubtAnswered': 'Somebody has answered already. Reload the list.' },
}
