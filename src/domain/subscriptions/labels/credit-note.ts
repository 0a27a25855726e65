import { labels } from '../../../values/labels.ts'

/** Words of the credit note of an invoice. */
export const creditNoteWords = labels(
  {
    creditNote: 'Avoir…',
    title: (number: string) => `Avoir sur ${number}`,
    scope: 'Ce qui est repris',
    scopes: { whole: 'Tout ce qui reste', lines: 'Des lignes', amount: 'Un montant' },
    line: 'Ligne',
    take: (line: string) => `Reprendre ${line}`,
    left: 'Reste TTC',
    taken: 'Repris TTC',
    rate: (rate: string, of?: string) => `Montant TTC à ${rate}${of ? `, ${of}` : ''}`,
    supplies: { goods: 'biens', services: 'services' },
    ofAtMost: (left: string) => `${left} au plus`,
    issue: 'Émettre l’avoir',
    issued: (creditNote: string, invoice: string) => `Avoir ${creditNote} émis sur ${invoice}.`,
    marked: (number: string) => `Facture ${number} annulée.`,
    open: 'Ouvrir l’avoir',
  },
  {
    creditNote: 'Credit note…',
    title: (number: string) => `Credit note on ${number}`,
    scope: 'What is taken back',
    scopes: { whole: 'All that is left', lines: 'Some lines', amount: 'An amount' },
    line: 'Line',
    take: (line: string) => `Take back ${line}`,
    left: 'Left, gross',
    taken: 'Taken back, gross',
    rate: (rate: string, of?: string) => `Gross amount at ${rate}${of ? `, ${of}` : ''}`,
    supplies: { goods: 'goods', services: 'services' },
    ofAtMost: (left: string) => `${left} at most`,
    issue: 'Issue the credit note',
    issued: (creditNote: string, invoice: string) => `Credit note ${creditNote} issued on ${invoice}.`,
    marked: (number: string) => `Invoice ${number} cancelled.`,
    open: 'Open the credit note',
  },
)
