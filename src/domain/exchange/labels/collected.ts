import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { type Language, labels } from '../../../values/labels.ts'
import { formatMoney } from '../../../values/money.ts'
import { documentRefusals } from '../../invoicing/labels/documents.ts'
import { ratesRefusals } from '../../invoicing/labels/rates.ts'
import { taxRefusals } from '../../invoicing/labels/tax.ts'
import { invoicingRefusals } from '../../invoicing/labels.ts'
import { ordersRefusals } from '../../orders/labels.ts'
import { exchangeRefusals } from '../labels.ts'
import { catalogueRefusals } from './catalogues.ts'
import { mailboxRefusals } from './mailboxes.ts'
import { unreadTexts } from './unread.ts'

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
      reply: 'réponse écrite',
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
      reply: 'written reply',
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

const megabytes = (bytes: string | number) => Math.ceil(Number(bytes) / 2 ** 20)
const named = (code?: string | number, label?: string | number) => (code ? `${code} (${label})` : `${label}`)

const priceWords = labels(
  {
    prices: (quantity: string, theirs: string, ours: string) =>
      ` (pour ${quantity}, ${theirs} HT chez le partenaire, ${ours} chez vous)`,
    others: (count: string) => `, et ${count} autre${count === '1' ? '' : 's'} à vérifier`,
  },
  {
    prices: (quantity: string, theirs: string, ours: string) =>
      ` (for ${quantity}, ${theirs} without tax at the partner, ${ours} here)`,
    others: (count: string) => `, and ${count} other${count === '1' ? '' : 's'} to be checked`,
  },
)

/** Both prices of a line, where the doubt knows them. */
function inPrices(language: Language, { quantity, currency, theirCents, ourCents, others }: Said): string {
  if (ourCents === undefined) return ''
  const words = priceWords[language]
  const money = (cents: string | number | undefined) => formatMoney(Number(cents), String(currency), language)
  const more = Number(others) > 0 ? words.others(String(others)) : ''
  return words.prices(String(quantity), money(theirCents), money(ourCents)) + more
}
type Said = Partial<Record<string, string | number>>

/** What our own rules say against what a partner sent. */
const rulesTexts = (language: Language): RefusalTexts => ({
  ...ordersRefusals[language],
  ...invoicingRefusals[language],
  ...documentRefusals[language],
  ...taxRefusals[language],
  ...ratesRefusals[language],
  ...exchangeRefusals[language],
  ...mailboxRefusals[language],
  ...decisionRefusals[language],
  ...catalogueRefusals[language],
})

/** Why documents wait for somebody. */
const reasons: Record<Language, RefusalTexts> = {
  fr: {
    'exchange.unsigned': 'Aucune signature n’accompagne ce document\u00a0: rien ne prouve d’où il vient.',
    'exchange.isOurs': 'C’est un document que vous avez envoyé\u00a0: il est revenu avec ce message.',
    'exchange.unknownSender': 'Celui qui a signé ce document n’est aucun de vos partenaires.',
    'exchange.unknownKey':
      'Ce document est signé par une clé que personne n’a confirmée chez vous. Comparez d’abord le code avec le partenaire, puis reprenez-le.',
    'exchange.signatureUnreadable':
      'La signature de ce document ne se lit pas. Demandez-le de nouveau, et refusez celui-ci.',
    'exchange.changed':
      'Ce document a été modifié après sa signature\u00a0: il ne peut pas être repris. Demandez-le de nouveau, et refusez celui-ci.',
    'exchange.forAnother':
      'Ce document est signé pour un autre site que le vôtre\u00a0: prévenez l’expéditeur, puis refusez-le.',
    'exchange.notPaired':
      'Ce partenaire n’est pas appairé, ou ne l’est plus. Appairez-vous, puis reprenez ce document.',
    'exchange.sameEdition': 'Une commande différente est déjà venue sous le même numéro et le même envoi.',
    'exchange.alreadyBegun': 'La commande a changé chez votre partenaire, mais elle est déjà commencée ici.',
    'exchange.unknownProduct': ({ code, label }) =>
      `Le produit ${named(code, label)} n’existe pas ici\u00a0: la commande attend en brouillon.`,
    'exchange.otherPrice': ({ code, label, ...prices }) =>
      `Le prix de ${named(code, label)} n’est pas le vôtre${inPrices('fr', prices)}\u00a0: la commande attend en brouillon.`,
    'exchange.unknownOrder': ({ number }) => `Vous n’avez envoyé à ce partenaire aucune commande ${number}.`,
    'exchange.answerDiffers': ({ number }) =>
      `Cette réponse à la commande ${number} en contredit une autre, venue sous le même rang\u00a0: le partenaire a peut-être restauré une sauvegarde. Voyez avec lui ce qui vaut, puis refusez ce document.`,
    'exchange.mailTooLarge': ({ bytes }) =>
      `Ce message est trop gros pour une commande${bytes ? ` (${megabytes(bytes)}\u00a0Mo)` : ''}\u00a0: il n’a pas été téléchargé. Ouvrez-le dans votre messagerie.`,
    'exchange.unreadableMail': 'Ce message est abîmé ou trop imbriqué. Demandez-le de nouveau.',
    'exchange.zipped': 'Ce message contient une archive ZIP. Demandez les fichiers eux-mêmes.',
    'exchange.endless':
      'Ce message a plus de 100\u202f000 lignes hors de ses pièces jointes. Demandez les documents en pièces jointes, ou en plusieurs fois.',
    'exchange.tooManyDocuments': 'Ce message porte plus de 1\u202f000 documents. Demandez-les en plusieurs fois.',
    'exchange.signatureAlone': 'Une signature est venue sans son document. Demandez le message entier.',
    'exchange.notItsEncoding': ({ found }) =>
      `Ce document n’est pas dans l’encodage qu’il annonce (${found}). Demandez-le de nouveau.`,
    'exchange.unknownEncoding': ({ found }) =>
      `Ce document annonce un encodage inconnu (${found}). Demandez-le en UTF-8.`,
    'exchange.unknownInvitation': ({ name, address }) =>
      `${name} (${address}) vous invite à échanger. Si vous le connaissez, dites quel contact il est, puis comparez le code.`,
    'exchange.invitationUnsigned':
      'Cette invitation n’est pas signée par la clé qu’elle présente. Demandez-la de nouveau.',
    'exchange.manyInvitations':
      'Trois clés de ce partenaire attendent déjà d’être confirmées. Comparez le code, ou révoquez-le.',
    'exchange.failed':
      'Ce message n’a pas pu être repris, par un défaut du logiciel. Il est gardé\u00a0: reprenez-le, ou signalez-le.',
    'exchange.keyUnreadable':
      'Votre propre clé de signature ne peut plus être lue. Changez de clé dans les réglages, puis reprenez ce document.',
    'exchange.packed': 'Le message est emballé dans un fichier winmail.dat, que seul Outlook ouvre.',
  },
  en: {
    'exchange.unsigned': 'No signature comes with this document: nothing proves where it is from.',
    'exchange.isOurs': 'You sent this document yourselves: it came back with this mail.',
    'exchange.unknownSender': 'Whoever signed this document is none of your partners.',
    'exchange.unknownKey':
      'This document is signed with a key that nobody confirmed here. Compare the code with the partner first, then take it again.',
    'exchange.signatureUnreadable':
      'The signature of this document cannot be read. Ask for it again, and refuse this one.',
    'exchange.changed':
      'This document was changed after it was signed: it cannot be taken. Ask for it again, and refuse this one.',
    'exchange.forAnother': 'This document is signed for another site than yours: tell its sender, then refuse it.',
    'exchange.notPaired': 'This partner is not paired, or no longer. Pair, then take this document again.',
    'exchange.sameEdition': 'Another order came under the same number and edition before.',
    'exchange.alreadyBegun': 'Your partner changed the order, but it is begun here already.',
    'exchange.unknownProduct': ({ code, label }) =>
      `The product ${named(code, label)} is not here: the order waits as a draft.`,
    'exchange.otherPrice': ({ code, label, ...prices }) =>
      `The price of ${named(code, label)} is not yours${inPrices('en', prices)}: the order waits as a draft.`,
    'exchange.unknownOrder': ({ number }) => `You sent this partner no order ${number}.`,
    'exchange.answerDiffers': ({ number }) =>
      `This answer to the order ${number} contradicts another that came under the same rank: the partner may have restored a backup. Settle with them which one counts, then refuse this document.`,
    'exchange.mailTooLarge': ({ bytes }) =>
      `This mail is too large for an order${bytes ? ` (${megabytes(bytes)} MB)` : ''}: it was not fetched. Open it in your mail program.`,
    'exchange.unreadableMail': 'This mail is damaged or nested too deeply. Ask for it again.',
    'exchange.zipped': 'This mail holds a ZIP archive. Ask for the files themselves.',
    'exchange.endless':
      'This mail has more than 100,000 lines besides its attachments. Ask for the documents as attachments, or in parts.',
    'exchange.tooManyDocuments': 'This mail carries more than 1,000 documents. Ask for them in parts.',
    'exchange.signatureAlone': 'A signature came without its document. Ask for the whole mail.',
    'exchange.notItsEncoding': ({ found }) =>
      `This document is not in the encoding it declares (${found}). Ask for it again.`,
    'exchange.unknownEncoding': ({ found }) =>
      `This document declares an unknown encoding (${found}). Ask for it in UTF-8.`,
    'exchange.unknownInvitation': ({ name, address }) =>
      `${name} (${address}) invites you to exchange. If you know them, say which contact it is, then compare the code.`,
    'exchange.invitationUnsigned': 'This invitation is not signed by the key it presents. Ask for it again.',
    'exchange.manyInvitations':
      'Three keys of this partner wait to be confirmed already. Compare the code, or revoke it.',
    'exchange.failed':
      'This mail could not be taken, by a fault of the program. It is kept: take it again, or report it.',
    'exchange.keyUnreadable':
      'Your own signing key can no longer be read. Change the key in the settings, then take this document again.',
    'exchange.packed': 'The mail is packed in a winmail.dat file, which Outlook alone opens.',
  },
}

/** In words, why a document waits; what nobody gave words to is one that cannot be read, with its code and place. */
export function whyText(code: string, values: Record<string, string>, language: Language): string {
  if (code === '') return ''
  const text = { ...rulesTexts(language), ...unreadTexts[language], ...reasons[language] }[code]
  if (text === undefined) return collectedLabels[language].unread(code, values.place ?? '', values.found ?? '')
  return typeof text === 'string' ? text : text(values)
}

/** What each refusal of a decision says, and what to do. */
export const decisionRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'exchange.alreadySettled': 'Ce document n’attend plus : quelqu’un a décidé entre-temps. Rechargez la liste.',
    'exchange.mailNotKept':
      'Le message d’origine n’a pas été gardé : retrouvez-le dans la boîte, ou refusez ce document.',
    'exchange.cannotAccept':
      'Ce document ne peut pas être accepté : il est illisible, modifié, ou destiné à un autre. Demandez-le de nouveau, et refusez celui-ci.',
    'exchange.changeByHand':
      'La commande est déjà commencée ici. Changez-la à la main depuis sa fiche, ou voyez avec le partenaire, puis refusez ce document.',
    'exchange.askAgain':
      'Deux commandes différentes portent ce numéro et cet envoi. Demandez au partenaire de renvoyer la bonne, et refusez ce document.',
    'exchange.mapFirst': 'Dites d’abord quel produit ce code désigne ici.',
    'exchange.sayWhose': 'Dites quel contact a envoyé ce document.',
  },
  en: {
    'exchange.alreadySettled': 'This document waits no more: somebody decided meanwhile. Load the list again.',
    'exchange.mailNotKept': 'The original mail was not kept: find it in the mailbox, or refuse this document.',
    'exchange.cannotAccept':
      'This document cannot be accepted: it is unreadable, changed, or for another. Ask for it again, and refuse this one.',
    'exchange.changeByHand':
      'The order is begun here already. Change it by hand from its card, or settle it with the partner, then refuse this document.',
    'exchange.askAgain':
      'Two different orders bear this number and edition. Ask the partner to send the right one again, and refuse this document.',
    'exchange.mapFirst': 'Say first which product this code means here.',
    'exchange.sayWhose': 'Say which contact sent this document.',
  },
}
