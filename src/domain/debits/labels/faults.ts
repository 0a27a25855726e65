import { labels } from '../../../values/labels.ts'
import type { ReturnFault } from '../rules/return-file.ts'

/** Why an entry of a file of the bank was not taken. */
export const faultLabels = labels<Record<ReturnFault, string>>(
  {
    unknownDebit: 'Aucun prélèvement de Facteur ne porte cette référence',
    withoutReference: 'La banque ne dit pas de quel prélèvement il s’agit',
    notSent: 'Ce prélèvement n’a pas été remis à la banque',
    otherAmount: 'Le montant est inférieur à celui du prélèvement',
    dayUnreadable: 'La date manque ou ne se lit pas',
    toldTwice: 'Le fichier le dit deux fois',
  },
  {
    unknownDebit: 'No direct debit of Facteur has this reference',
    withoutReference: 'The bank does not say which direct debit it is',
    notSent: 'This direct debit was not handed over to the bank',
    otherAmount: 'The amount is less than that of the direct debit',
    dayUnreadable: 'The date is missing or cannot be read',
    toldTwice: 'The file tells it twice',
  },
)
