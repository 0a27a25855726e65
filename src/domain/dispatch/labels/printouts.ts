import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { type Language, labels } from '../../../values/labels.ts'

/** Words on labels and delivery slips. */
export const printoutWords = labels(
  {
    title: 'Bon de livraison',
    number: 'N° d’envoi',
    day: 'Date',
    what: 'Désignation',
    quantity: 'Exemplaires',
    total: 'Total',
    issue: (title: string, issue: string) => `${title} – n°\u00a0${issue}`,
    shipment: (number: number) => `envoi ${number}`,
    copies: (count: number) => `${count} ex.`,
    numbered: (issue: string) => `n°\u00a0${issue}`,
    noLastIssue: 'sans fin',
    lastIssue: (issue: string) => `dernier n°\u00a0${issue}`,
  },
  {
    title: 'Delivery slip',
    number: 'Shipment no.',
    day: 'Date',
    what: 'Contents',
    quantity: 'Copies',
    total: 'Total',
    issue: (title: string, issue: string) => `${title} – no. ${issue}`,
    shipment: (number: number) => `shipment ${number}`,
    copies: (count: number) => `${count} copies`,
    numbered: (issue: string) => `no. ${issue}`,
    noLastIssue: 'no end',
    lastIssue: (issue: string) => `last issue ${issue}`,
  },
)

export const printoutRefusals: Record<Language, RefusalTexts> = labels(
  {
    'dispatch.nothingChosen': 'Dites quels envois imprimer\u00a0: une expédition, ou des envois choisis.',
    'dispatch.nothingToPrint':
      'Il n’y a rien à imprimer\u00a0: ces envois ont été annulés, ou voyagent dans un autre colis.',
  } satisfies RefusalTexts,
  {
    'dispatch.nothingChosen': 'Say which shipments to print: a run, or chosen shipments.',
    'dispatch.nothingToPrint':
      'There is nothing to print: these shipments were cancelled, or travel in another parcel.',
  } satisfies RefusalTexts,
)
