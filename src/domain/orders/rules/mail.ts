import type { Language } from '../../../values/labels.ts'
import type { DeliveryKind, OrderKind } from './order.ts'

/** Why the mails of orders and deliveries are sent, in the outbox. */
export const ORDER_PURPOSE = 'orders.order'
export const DELIVERY_PURPOSE = 'orders.delivery'

/** What a mail tells of; an empty text is left out. */
export type Told = {
  kind: OrderKind | DeliveryKind
  number: string
  name: string
  company: string
  deliverOn: string
  total: string
  theirReference: string
  carrier: string
  parcelReference: string
}

type Words = { subject: string; lines: (told: Told) => string[] }

const lineIf = (text: string, line: string) => (text === '' ? [] : [line])

const WORDS: Record<Language, Record<Told['kind'], Words>> = {
  fr: {
    customer: {
      subject: 'Votre commande',
      lines: ({ number, total, deliverOn, theirReference }) => [
        `Nous avons bien enregistré votre commande ${number}, d’un montant de ${total}. Vous la trouverez ci-jointe.`,
        ...lineIf(theirReference, `Votre référence\u00a0: ${theirReference}.`),
        ...lineIf(deliverOn, `Livraison prévue le ${deliverOn}.`),
      ],
    },
    supplier: {
      subject: 'Notre commande',
      lines: ({ number, deliverOn }) => [
        `Vous trouverez ci-joint notre commande ${number}.`,
        ...lineIf(deliverOn, `Nous souhaitons la recevoir le ${deliverOn}.`),
        'Merci de nous la confirmer.',
      ],
    },
    delivery: {
      subject: 'Votre livraison',
      lines: ({ number, carrier, parcelReference }) => [
        `Votre livraison est en route. Vous trouverez ci-joint le bon de livraison ${number}.`,
        ...lineIf(carrier, `Transporteur\u00a0: ${carrier}.`),
        ...lineIf(parcelReference, `Numéro de colis\u00a0: ${parcelReference}.`),
      ],
    },
    receipt: {
      subject: 'Notre réception',
      lines: ({ number }) => [`Nous avons bien reçu votre livraison. Vous trouverez ci-joint le bon ${number}.`],
    },
  },
  en: {
    customer: {
      subject: 'Your order',
      lines: ({ number, total, deliverOn, theirReference }) => [
        `We have registered your order ${number}, for ${total}. Please find it attached.`,
        ...lineIf(theirReference, `Your reference: ${theirReference}.`),
        ...lineIf(deliverOn, `Delivery is planned for ${deliverOn}.`),
      ],
    },
    supplier: {
      subject: 'Our order',
      lines: ({ number, deliverOn }) => [
        `Please find our order ${number} attached.`,
        ...lineIf(deliverOn, `We wish to receive it on ${deliverOn}.`),
        'Please confirm it.',
      ],
    },
    delivery: {
      subject: 'Your delivery',
      lines: ({ number, carrier, parcelReference }) => [
        `Your delivery is on its way. Please find the delivery note ${number} attached.`,
        ...lineIf(carrier, `Carrier: ${carrier}.`),
        ...lineIf(parcelReference, `Parcel number: ${parcelReference}.`),
      ],
    },
    receipt: {
      subject: 'Goods received',
      lines: ({ number }) => [`We have received your delivery. Please find the note ${number} attached.`],
    },
  },
}

/** The mail of an order or a delivery, as it is proposed to who sends it. */
export function orderMail(told: Told, language: Language) {
  const { subject, lines } = WORDS[language][told.kind]
  const hello = language === 'fr' ? `Bonjour ${told.name},` : `Dear ${told.name},`
  return {
    subject: `${subject} ${told.number}`,
    text: [hello.replace(' ,', ','), '', ...lines(told), '', told.company].join('\n'),
  }
}
