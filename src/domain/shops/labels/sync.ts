import { type Language, labels } from '../../../values/labels.ts'
import type { ShopFailure } from '../rules/failures.ts'
import { healthWords } from './failures.ts'

type Told = {
  shop: string
  address: string
  failure: string
  said: string
  since: string
  count: number
  where: string
}
type Sentence = (told: Told) => string
type Alert = Record<'failing' | 'quiet' | 'differences', Sentence>

const instantIn = (locale: string) => (instant: string, timeZone: string) =>
  new Date(instant).toLocaleString(locale, { timeZone, dateStyle: 'long', timeStyle: 'short' })

const lines = (...given: string[]) => `${given.filter(line => line !== '').join('\n\n')}\n`

/** The words of what goes on by itself between a shop and us. */
export const syncLabels = labels(
  {
    work: (shop: string) => `Premier chargement de ${shop}`,
    taken: (count: number) => `${count} commandes lues`,
    // 1: the title, 2: its issue, 3: the day, 4: the shipment, 5: copies
    note: {
      one: '%1$s n° %2$s\u00a0: expédié le %3$s (envoi %4$s).',
      several: '%1$s n° %2$s (%5$s exemplaires)\u00a0: expédié le %3$s (envoi %4$s).',
    },
    alert: {
      instant: instantIn('fr-FR'),
      subject: {
        failing: ({ shop }) => `La boutique ${shop} ne répond plus`,
        quiet: ({ shop }) => `Rien n’est venu de la boutique ${shop}`,
        differences: ({ shop, count }) => `${shop}\u00a0: ${count} commandes retrouvées`,
      } as Alert,
      text: {
        failing: ({ shop, address, failure, said, since, where }) =>
          lines(
            `La boutique ${shop} (${address}) ne répond plus depuis le ${since}.`,
            failure,
            said && `Elle a dit\u00a0: ${said}`,
            'Facteur continue d’essayer. Aucune vente n’est perdue\u00a0: elles arriveront quand la boutique répondra.',
            where,
          ),
        quiet: ({ shop, since, where }) =>
          lines(
            `La boutique ${shop} répond, mais aucune commande n’est venue depuis le ${since}\u00a0: c’est plus long que d’habitude.`,
            'Passez une commande d’essai, ou vérifiez que le paiement fonctionne.',
            where,
          ),
        differences: ({ shop, count, where }) =>
          lines(
            `En comparant la boutique ${shop} avec Facteur, ${count} commandes manquaient ou différaient. Elles ont été reprises.`,
            'Le journal de la boutique dit lesquelles.',
            where,
          ),
      } as Alert,
    },
  },
  {
    work: (shop: string) => `First load of ${shop}`,
    taken: (count: number) => `${count} orders read`,
    note: {
      one: '%1$s no. %2$s: dispatched on %3$s (shipment %4$s).',
      several: '%1$s no. %2$s (%5$s copies): dispatched on %3$s (shipment %4$s).',
    },
    alert: {
      instant: instantIn('en-GB'),
      subject: {
        failing: ({ shop }) => `The shop ${shop} no longer answers`,
        quiet: ({ shop }) => `Nothing came from the shop ${shop}`,
        differences: ({ shop, count }) => `${shop}: ${count} orders found`,
      } as Alert,
      text: {
        failing: ({ shop, address, failure, said, since, where }) =>
          lines(
            `The shop ${shop} (${address}) has not answered since ${since}.`,
            failure,
            said && `It said: ${said}`,
            'Facteur goes on trying. No sale is lost: they will come when the shop answers.',
            where,
          ),
        quiet: ({ shop, since, where }) =>
          lines(
            `The shop ${shop} answers, but no order has come since ${since}: that is longer than usual.`,
            'Place an order to try it, or check that payment works.',
            where,
          ),
        differences: ({ shop, count, where }) =>
          lines(
            `Comparing the shop ${shop} with Facteur, ${count} orders were missing or different. They have been taken again.`,
            'The log of the shop says which.',
            where,
          ),
      } as Alert,
    },
  },
)

/** Why a shop does not answer, in words. */
export const failureWords = (language: Language, failure: ShopFailure): string =>
  healthWords[language].failures[failure]
