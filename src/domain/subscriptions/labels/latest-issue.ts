import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { type Language, labels } from '../../../values/labels.ts'

/** Words of purchases of "the latest issue". Source: X-8. */
export const latestIssueWords = labels(
  {
    atShipment: 'dernier numéro à l’expédition',
    newerShort: (number: string) => `n°\u00a0${number} paru`,
    newer: (number: string) => `Le n°\u00a0${number} a paru depuis la commande.`,
    newerOut: 'Numéro paru depuis',
    newerOnly: 'Un plus récent a paru',
    serve: 'Servir le plus récent',
    serveNumber: (number: string) => `Servir le n°\u00a0${number}`,
    none: 'Aucun numéro plus récent n’a paru depuis la commande',
    served: (count: string) => `Numéro changé\u00a0: ${count}.`,
    purchase: 'achat',
    purchases: 'achats',
    waitingOne: 'achat dont un numéro plus récent a paru',
    waitingMany: 'achats dont un numéro plus récent a paru',
  },
  {
    atShipment: 'latest issue at shipment',
    newerShort: (number: string) => `issue ${number} out`,
    newer: (number: string) => `Issue ${number} came out since the order.`,
    newerOut: 'Issue out since',
    newerOnly: 'A newer one is out',
    serve: 'Serve the newer one',
    serveNumber: (number: string) => `Serve issue ${number}`,
    none: 'No newer issue came out since the order',
    served: (count: string) => `Issue changed: ${count}.`,
    purchase: 'purchase',
    purchases: 'purchases',
    waitingOne: 'purchase of which a newer issue is out',
    waitingMany: 'purchases of which a newer issue is out',
  },
)

export const latestIssueRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'subscriptions.unknownSingleIssue': 'Un de ces achats au numéro n’existe pas. Affichez-les de nouveau.',
    'subscriptions.latestAlreadyServed': ({ number }) =>
      `Le numéro de l’achat ${number} est déjà parti\u00a0: il ne peut plus changer.`,
    'subscriptions.noNewerIssue': ({ number }) =>
      `Aucun numéro plus récent n’a paru depuis l’achat ${number}, ou cet achat ne vend pas «\u202fle dernier numéro\u202f».`,
  },
  en: {
    'subscriptions.unknownSingleIssue': 'One of these single-issue purchases does not exist. Show them again.',
    'subscriptions.latestAlreadyServed': ({ number }) =>
      `The issue of purchase ${number} has left: it cannot change any more.`,
    'subscriptions.noNewerIssue': ({ number }) =>
      `No newer issue came out since purchase ${number}, or it does not sell “the latest issue”.`,
  },
}
