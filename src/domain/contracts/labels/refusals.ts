import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import type { Language } from '../../../values/labels.ts'

/** Refusals of notices and of changes of price. */
export const contractChangesRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'contracts.nothingToTell':
      'Personne n’est à prévenir\u00a0: les avis sont déjà partis, ou les clients n’ont ni courriel ni adresse.',
    'contracts.noticeLeft': 'Cet avis est parti par courriel\u202f; il reste comme preuve.',
    'contracts.priceChangesTooEarly':
      'Un changement de prix vaut au plus tôt demain\u202f; choisissez un jour à venir.',
    'contracts.noPriceChanges':
      'Aucun contrat ne change de prix\u202f; vérifiez le choix des contrats et le montant. Les lignes au tarif du jour suivent le catalogue.',
    'contracts.contractsChanged':
      'Ces contrats ont changé depuis l’aperçu\u202f; regardez-le de nouveau avant d’enregistrer.',
    'contracts.mayNotCredit':
      'Vous n’avez pas le droit de faire des avoirs\u202f; résiliez sans avoir, et demandez-le à qui facture.',
    'contracts.priceHolds': 'Ce prix vaut déjà\u202f; faites un autre changement pour en revenir.',
  },
  en: {
    'contracts.nothingToTell':
      'Nobody is to be told: the notices have left already, or the customers have neither mail nor address.',
    'contracts.noticeLeft': 'This notice left by mail; it stays as proof.',
    'contracts.priceChangesTooEarly': 'A change of price holds from tomorrow at the earliest; choose a day to come.',
    'contracts.noPriceChanges':
      'No contract changes its price; check the contracts chosen and the amount. Lines at the list price follow the catalog.',
    'contracts.contractsChanged': 'These contracts changed since the preview; look at it again before recording.',
    'contracts.mayNotCredit': 'You may not make credit notes; terminate without, and ask who invoices.',
    'contracts.priceHolds': 'This price holds already; make another change to go back.',
  },
}
