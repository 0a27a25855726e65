import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { type Language, labels } from '../../../values/labels.ts'
import { ordersRefusals } from '../../orders/labels.ts'
import { catalogueRefusals } from './catalogues.ts'

/** Headings of the list of collected documents, and the words of their values. */
export const collectedLabels = labels(
  {
    columns: {
      collectedAt: 'Relevé le',
      mailbox: 'Boîte',
      from: 'De',
      subject: 'Objet',
      kind: 'Document',
      number: 'N°',
      edition: 'Envoi',
      partner: 'Partenaire',
      state: 'État',
      reason: 'Code',
      why: 'Raison',
      hasMail: 'Message gardé',
    },
    kinds: {
      order: 'commande',
      answer: 'réponse',
      despatch: 'expédition',
      catalogue: 'catalogue',
      invitation: 'invitation',
      none: 'autre',
    },
    states: {
      taken: 'pris',
      repeated: 'déjà pris',
      quarantined: 'en quarantaine',
      refused: 'refusé',
      ignored: 'sans document',
    },
    unread: (code: string, place: string, found: string) =>
      `Ce document ne se lit pas${place && `, à ${place}`}${found && `, où se trouve «\u202f${found}\u202f»`}. Demandez à l’expéditeur de le renvoyer. (${code})`,
  },
  {
    columns: {
      collectedAt: 'Collected at',
      mailbox: 'Mailbox',
      from: 'From',
      subject: 'Subject',
      kind: 'Document',
      number: 'No.',
      edition: 'Edition',
      partner: 'Partner',
      state: 'State',
      reason: 'Code',
      why: 'Reason',
      hasMail: 'Mail kept',
    },
    kinds: {
      order: 'order',
      answer: 'answer',
      despatch: 'despatch',
      catalogue: 'catalogue',
      invitation: 'invitation',
      none: 'other',
    },
    states: {
      taken: 'taken',
      repeated: 'taken before',
      quarantined: 'in quarantine',
      refused: 'refused',
      ignored: 'no document',
    },
    unread: (code: string, place: string, found: string) =>
      `This document cannot be read${place && `, at ${place}`}${found && `, where “${found}” stands`}. Ask its sender for it again. (${code})`,
  },
)

/** Why documents wait for somebody. */
const reasons: Record<Language, RefusalTexts> = {
  fr: {
    'exchange.unsigned': 'Aucune signature n’accompagne ce document\u00a0: rien ne prouve d’où il vient.',
    'exchange.unknownSender': 'Celui qui a signé ce document n’est aucun de vos partenaires.',
    'exchange.unknownKey': 'Ce document est signé par une clé que personne n’a confirmée chez vous.',
    'exchange.signatureUnreadable': 'La signature de ce document ne se lit pas.',
    'exchange.changed': 'Ce document a été modifié après sa signature.',
    'exchange.forAnother': 'Ce document est signé pour un autre site que le vôtre.',
    'exchange.notPaired': 'Ce partenaire n’est pas appairé, ou ne l’est plus.',
    'exchange.sameEdition': 'Une commande différente est déjà venue sous le même numéro et le même envoi.',
    'exchange.alreadyBegun': 'La commande a changé chez votre partenaire, mais elle est déjà commencée ici.',
    'exchange.unknownProduct': ({ code, label }) =>
      `Le produit ${code} (${label}) n’existe pas ici\u00a0: la commande attend en brouillon.`,
    'exchange.otherPrice': ({ code, label }) =>
      `Le prix de ${code} (${label}) n’est pas le vôtre\u00a0: la commande attend en brouillon.`,
    'exchange.unknownOrder': ({ number }) => `Vous n’avez envoyé à ce partenaire aucune commande ${number}.`,
    'exchange.packed': 'Le message est emballé dans un fichier winmail.dat, que seul Outlook ouvre.',
  },
  en: {
    'exchange.unsigned': 'No signature comes with this document: nothing proves where it is from.',
    'exchange.unknownSender': 'Whoever signed this document is none of your partners.',
    'exchange.unknownKey': 'This document is signed with a key that nobody confirmed here.',
    'exchange.signatureUnreadable': 'The signature of this document cannot be read.',
    'exchange.changed': 'This document was changed after it was signed.',
    'exchange.forAnother': 'This document is signed for another site than yours.',
    'exchange.notPaired': 'This partner is not paired, or no longer.',
    'exchange.sameEdition': 'Another order came under the same number and edition before.',
    'exchange.alreadyBegun': 'Your partner changed the order, but it is begun here already.',
    'exchange.unknownProduct': ({ code, label }) =>
      `The product ${code} (${label}) is not here: the order waits as a draft.`,
    'exchange.otherPrice': ({ code, label }) =>
      `The price of ${code} (${label}) is not yours: the order waits as a draft.`,
    'exchange.unknownOrder': ({ number }) => `You sent this partner no order ${number}.`,
    'exchange.packed': 'The mail is packed in a winmail.dat file, which Outlook alone opens.',
  },
}

/** In words, why a document waits; what nobody gave words to is one that cannot be read, with its code and place. */
export function whyText(code: string, values: Record<string, string>, language: Language): string {
  if (code === '') return ''
  const text = { ...ordersRefusals[language], ...catalogueRefusals[language], ...reasons[language] }[code]
  if (text === undefined) return collectedLabels[language].unread(code, values.place ?? '', values.found ?? '')
  return typeof text === 'string' ? text : text(values)
}
