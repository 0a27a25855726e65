import { labels } from '../../../values/labels.ts'
import type { ReturnFault } from '../rules/return-file.ts'

/** Why an entry of a file of the bank was not taken. */
export const faultLabels = labels<Record<ReturnFault, string>>(
  {
    unknownDebit: 'Aucun prélèvement de Facteur ne porte cette référence',
    withoutReference: 'La banque ne dit pas de quel prélèvement il s’agit',
    notSent: 'Ce prélèvement n’a pas été remis à la banque',
    otherAmount: 'Le montant est inférieur à celui du prélèvement',
    otherCurrency: 'Le montant n’est pas en euros\u00a0: voyez avec la banque, puis notez le retour à la main',
    amountUnreadable: 'Le montant ne se lit pas\u00a0: notez le retour à la main',
    dayUnreadable: 'La date manque ou ne se lit pas',
    dayAhead: 'La date est dans le futur\u00a0: notez le retour à la main quand elle sera venue',
    chargeTooHigh:
      'La banque reprend bien plus que le prélèvement, au-delà des frais plausibles de vos réglages\u00a0: voyez avec elle, puis notez le retour et ses frais à la main',
    toldTwice: 'Le fichier le dit deux fois',
  },
  {
    unknownDebit: 'No direct debit of Facteur has this reference',
    withoutReference: 'The bank does not say which direct debit it is',
    notSent: 'This direct debit was not handed over to the bank',
    otherAmount: 'The amount is less than that of the direct debit',
    otherCurrency: 'The amount is not in euros: ask the bank, then record the return by hand',
    amountUnreadable: 'The amount cannot be read: record the return by hand',
    dayUnreadable: 'The date is missing or cannot be read',
    dayAhead: 'The date is in the future: record the return by hand once it has come',
    chargeTooHigh:
      'The bank takes back far more than the direct debit, above the plausible charge of your settings: ask it, then record the return and its charge by hand',
    toldTwice: 'The file tells it twice',
  },
)
