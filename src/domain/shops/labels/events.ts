import type { RefusalTexts, Say } from '../../../platform/http/refusal.ts'
import { type Language, labels } from '../../../values/labels.ts'
import { formatMoney } from '../../../values/money.ts'
import type { ShopFailure } from '../rules/failures.ts'
import { healthWords } from './failures.ts'
import { orderWords } from './orders.ts'
import { reasonTexts } from './reasons.ts'
import { topicWords } from './topics.ts'

type Value = string | number | undefined
type Values = Record<string, string | number>

const money = (language: Language, cents: Value, currency: Value) =>
  formatMoney(Number(cents), String(currency ?? 'EUR'), language)
const number = (language: Language, said: Value) => Number(said).toLocaleString(language)
const status = (language: Language, said: Value) => orderWords[language].statuses[String(said)] ?? String(said)
const topic = (language: Language, said: Value) => topicWords[language][String(said)] ?? String(said)
const failure = (language: Language, said: Value) =>
  healthWords[language].failures[String(said) as ShopFailure] ?? String(said)

/** What a comparison found, in the words given; the first one where it found nothing. */
function differences(
  found: Values,
  [none, missing, changed, gone, refundsGone]: [string, string, string, string, string],
) {
  const words = { missing, changed, gone, refundsGone }
  const told = Object.entries(words).filter(([key]) => Number(found[key] ?? 0) > 0)
  return told.length === 0 ? none : told.map(([key, word]) => `${found[key]} ${word}`).join(', ')
}

/** What happened with an order or a shop, as its log tells it; the values are those of `shop_events`. */
const eventTexts = labels(
  {
    // An order
    invoiced: ({ number, cents, currency }) => `Facturée ${money('fr', cents, currency)}, pièce ${number}`,
    paid: ({ cents, currency }) => `Règlement de ${money('fr', cents, currency)} enregistré`,
    'not-sold': ({ status: said }) =>
      `Arrivée au statut «\u202f${status('fr', said)}\u202f»\u00a0: pas encore une vente`,
    'left-alone': ({ status: said }) => `Laissée de côté, au statut «\u202f${status('fr', said)}\u202f»`,
    waits: 'Mise en attente d’une réponse',
    quarantined: ({ said }) => `Mise en quarantaine\u00a0: ${said}`,
    statusChanged: ({ from, to }) => `Statut\u00a0: ${status('fr', from)} → ${status('fr', to)}`,
    totalChanged: ({ from, to, currency }) =>
      `Total changé dans la boutique\u00a0: ${money('fr', from, currency)} → ${money('fr', to, currency)}`,
    refunded: ({ creditNote, cents, currency }) => `Remboursée ${money('fr', cents, currency)}, avoir ${creditNote}`,
    cancelled: ({ creditNote }) => `Annulée, avoir ${creditNote}`,
    refundsNotTaken: ({ said }) => `Un remboursement n’a pas pu être repris\u00a0: ${said}`,
    soldAgain: ({ invoice, stopped }) =>
      stopped
        ? `Vendue de nouveau, pièce ${invoice}\u202f; restent arrêtés\u00a0: ${stopped}`
        : `Vendue de nouveau, pièce ${invoice}`,
    gone: 'Disparue de la boutique\u00a0: à la corbeille ou supprimée',
    answeredCredit: 'Réponse\u00a0: annulée par un avoir',
    answeredKeep: 'Réponse\u00a0: gardée telle quelle',
    refundGone: ({ cents, currency, invoice, stopped }) =>
      [
        `Remboursement de ${money('fr', cents, currency)} supprimé dans la boutique`,
        invoice && `facturé de nouveau, pièce ${invoice}`,
        stopped && `restent arrêtés\u00a0: ${stopped}`,
      ]
        .filter(Boolean)
        .join('\u202f; '),
    noteWritten: ({ text }) => `Note écrite dans la boutique\u00a0: ${text}`,
    noteGivenUp: ({ failure: said }) => `Note abandonnée\u00a0: ${failure('fr', said)}`,
    // A shop
    connected: 'Boutique connectée',
    disconnected: 'Boutique déconnectée',
    failing: ({ failure: said }) => `Ne répond plus\u00a0: ${failure('fr', said)}`,
    answersAgain: 'Répond de nouveau',
    foundMissing: ({ number }) => `Commande ${number} retrouvée\u00a0: elle manquait`,
    foundChanged: ({ number }) => `Commande ${number} relue\u00a0: elle avait changé`,
    reconciled: found =>
      `Comparée avec la boutique\u00a0: ${differences(found, ['aucune différence', 'manquantes', 'changées', 'disparues', 'remboursements supprimés'])}`,
    notFollowed: ({ name, reason }) =>
      `Ce que la boutique dit de «\u202f${name}\u202f» n’a pas pu être repris (${reason})`,
    loadResumed: 'Le premier chargement, interrompu, a repris où il en était',
    loaded: ({ count }) =>
      `Premier chargement terminé\u00a0: ${number('fr', count)} ${Number(count) > 1 ? 'commandes lues' : 'commande lue'}`,
    takenAgain: 'Redemandée à la boutique',
    hooksRemoved: ({ count }) => `Notifications retirées de la boutique\u00a0: ${count}`,
    hooksLeft:
      'Nos notifications n’ont pas pu être retirées de la boutique\u00a0: supprimez-les dans ses réglages WooCommerce › Avancé › Webhooks',
    toldFailing: 'Panne signalée par courriel',
    toldQuiet: 'Silence signalé par courriel',
    hookRepaired: ({ topic: said }) => `Notification rétablie\u00a0: ${topic('fr', said)}`,
    hookRefused: ({ topic: said }) => `La boutique refuse la notification\u00a0: ${topic('fr', said)}`,
    deliveryUseless: ({ topic: about, said }) =>
      `La boutique a signalé quelque chose sans dire quoi (${topic('fr', about)}, ${said})`,
  } satisfies RefusalTexts,
  {
    invoiced: ({ number, cents, currency }) => `Invoiced ${money('en', cents, currency)}, document ${number}`,
    paid: ({ cents, currency }) => `Payment of ${money('en', cents, currency)} recorded`,
    'not-sold': ({ status: said }) => `Came with the status “${status('en', said)}”: no sale yet`,
    'left-alone': ({ status: said }) => `Left alone, with the status “${status('en', said)}”`,
    waits: 'Waits for an answer',
    quarantined: ({ said }) => `Put in quarantine: ${said}`,
    statusChanged: ({ from, to }) => `Status: ${status('en', from)} → ${status('en', to)}`,
    totalChanged: ({ from, to, currency }) =>
      `Total changed in the shop: ${money('en', from, currency)} → ${money('en', to, currency)}`,
    refunded: ({ creditNote, cents, currency }) =>
      `Refunded ${money('en', cents, currency)}, credit note ${creditNote}`,
    cancelled: ({ creditNote }) => `Cancelled, credit note ${creditNote}`,
    refundsNotTaken: ({ said }) => `A refund could not be taken: ${said}`,
    soldAgain: ({ invoice, stopped }) =>
      stopped ? `Sold again, document ${invoice}; still stopped: ${stopped}` : `Sold again, document ${invoice}`,
    gone: 'Gone from the shop: in its bin, or deleted',
    answeredCredit: 'Answer: cancelled by a credit note',
    answeredKeep: 'Answer: kept as it is',
    refundGone: ({ cents, currency, invoice, stopped }) =>
      [
        `Refund of ${money('en', cents, currency)} deleted in the shop`,
        invoice && `invoiced again, document ${invoice}`,
        stopped && `still stopped: ${stopped}`,
      ]
        .filter(Boolean)
        .join('; '),
    noteWritten: ({ text }) => `Note written in the shop: ${text}`,
    noteGivenUp: ({ failure: said }) => `Note given up: ${failure('en', said)}`,
    connected: 'Shop connected',
    disconnected: 'Shop disconnected',
    failing: ({ failure: said }) => `Answers no more: ${failure('en', said)}`,
    answersAgain: 'Answers again',
    foundMissing: ({ number }) => `Order ${number} found: it was missing`,
    foundChanged: ({ number }) => `Order ${number} read again: it had changed`,
    reconciled: found =>
      `Compared with the shop: ${differences(found, ['no difference', 'missing', 'changed', 'gone', 'refunds deleted'])}`,
    notFollowed: ({ name, reason }) => `What the shop says of “${name}” could not be taken over (${reason})`,
    loadResumed: 'The first load, interrupted, went on where it was',
    loaded: ({ count }) => `First load ended: ${number('en', count)} ${Number(count) === 1 ? 'order' : 'orders'} read`,
    takenAgain: 'Asked of the shop again',
    hooksRemoved: ({ count }) => `Notifications taken out of the shop: ${count}`,
    hooksLeft:
      'Our notifications could not be taken out of the shop: delete them in its settings, WooCommerce › Advanced › Webhooks',
    toldFailing: 'Failure told by mail',
    toldQuiet: 'Silence told by mail',
    hookRepaired: ({ topic: said }) => `Notification restored: ${topic('en', said)}`,
    hookRefused: ({ topic: said }) => `The shop refuses the notification: ${topic('en', said)}`,
    deliveryUseless: ({ topic: about, said }) =>
      `The shop told of something without saying what (${topic('en', about)}, ${said})`,
  } satisfies RefusalTexts,
)

const worded = (texts: RefusalTexts, code: string, values: Values): string | undefined => {
  const text = texts[code]
  return typeof text === 'function' ? text(values) : text
}

/** Why an order waits, in words: ours, or those of the slice whose refusal it is. */
export const reasonSaid = (language: Language, code: string, values: Values, say: Say): string =>
  worded(reasonTexts[language], code, values) ?? say(language, code, values)

/** What happened, in words; a reason among its values is told in words too. */
export function saidOf(language: Language, code: string, values: Values, say: Say): string {
  const { reason } = values
  const told = reason === undefined ? values : { ...values, said: reasonSaid(language, String(reason), values, say) }
  return worded(eventTexts[language], code, told) ?? reasonSaid(language, code, values, say)
}
