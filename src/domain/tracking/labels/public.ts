import { labels } from '../../../values/labels.ts'

/** The page by which a customer follows an order. */
export const publicLabels = labels(
  {
    title: (number: string) => `Votre commande ${number}`,
    orderedOn: (on: string) => `Commandée le ${on}`,
    deliverOn: (on: string) => `Livraison prévue le ${on}`,
    since: (on: string) => `depuis le ${on}`,
    done: 'fait',
    now: 'en cours',
    toCome: 'à venir',
    finished: (on: string) => `Terminée le ${on}.`,
    cancelled: (on: string) => `Cette commande a été annulée le ${on}.`,
    stages: 'Étapes de la commande',
    unknown: 'Ce lien ne mène à aucune commande.',
    ask: 'Demandez-en un autre à la société qui vous l’a envoyé.',
  },
  {
    title: (number: string) => `Your order ${number}`,
    orderedOn: (on: string) => `Ordered on ${on}`,
    deliverOn: (on: string) => `To be delivered on ${on}`,
    since: (on: string) => `since ${on}`,
    done: 'done',
    now: 'under way',
    toCome: 'to come',
    finished: (on: string) => `Finished on ${on}.`,
    cancelled: (on: string) => `This order was cancelled on ${on}.`,
    stages: 'Stages of the order',
    unknown: 'This link leads to no order.',
    ask: 'Ask the company that sent it for another one.',
  },
)
