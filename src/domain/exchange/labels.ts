import type { RefusalTexts } from '../../platform/http/refusal.ts'
import { type Language, labels } from '../../values/labels.ts'

/** Headings of the lists of partners and of orders to send, and the words of their values. */
export const exchangeLabels = labels(
  {
    columns: {
      number: 'ID Pièce',
      orderedOn: 'Date',
      nature: 'Nature',
      netCents: 'Total HT',
      grossCents: 'Total TTC',
      currency: 'Devise',
      status: 'Statut',
      isDraft: 'Brouillon',
      name: 'Nom',
      legalName: 'Raison sociale',
      line1: 'Adresse 1',
      postcode: 'C. postal',
      town: 'Ville',
      owner: 'Suivi par',
      address: 'Courriel commandes',
      edition: 'Envois',
      sentAt: 'Envoyée le',
      sentState: 'Réponse',
      sellerNumber: 'N° chez lui',
      answeredAt: 'Répondu le',
      isUnheard: 'Sans réponse',
    },
    partnerColumns: {
      party: 'Contact',
      address: 'Courriel commandes',
      state: 'Échange',
      pricePolicy: 'Prix de ses commandes',
      sentCount: 'Envoyées',
      receivedCount: 'Reçues',
    },
    states: {
      sent: 'envoyée',
      received: 'bien reçue',
      accepted: 'acceptée',
      changed: 'acceptée, modifiée',
      refused: 'refusée',
      'part-dispatched': 'expédiée en partie',
      dispatched: 'expédiée',
    },
    partnerStates: {
      plain: 'par courriel simple',
      invited: 'invité',
      'to-confirm': 'code à comparer',
      paired: 'appairé',
      revoked: 'révoqué',
    },
    pricePolicies: { ours: 'les nôtres', theirs: 'les siens', ask: 'demander s’ils diffèrent' },
  },
  {
    columns: {
      number: 'Number',
      orderedOn: 'Date',
      nature: 'Nature',
      netCents: 'Net total',
      grossCents: 'Gross total',
      currency: 'Currency',
      status: 'Status',
      isDraft: 'Draft',
      name: 'Name',
      legalName: 'Company',
      line1: 'Address 1',
      postcode: 'Postcode',
      town: 'Town',
      owner: 'Followed by',
      address: 'Address for orders',
      edition: 'Times sent',
      sentAt: 'Sent on',
      sentState: 'Answer',
      sellerNumber: 'Their number',
      answeredAt: 'Answered on',
      isUnheard: 'Unheard',
    },
    partnerColumns: {
      party: 'Contact',
      address: 'Address for orders',
      state: 'Exchange',
      pricePolicy: 'Prices of its orders',
      sentCount: 'Sent',
      receivedCount: 'Received',
    },
    states: {
      sent: 'sent',
      received: 'received',
      accepted: 'accepted',
      changed: 'accepted with changes',
      refused: 'refused',
      'part-dispatched': 'partly dispatched',
      dispatched: 'dispatched',
    },
    partnerStates: {
      plain: 'by plain mail',
      invited: 'invited',
      'to-confirm': 'code to compare',
      paired: 'paired',
      revoked: 'revoked',
    },
    pricePolicies: { ours: 'ours', theirs: 'theirs', ask: 'ask when they differ' },
  },
)

/** What each refusal of sending and pairing says, and what to do. */
export const exchangeRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'exchange.notAnAddress': 'Cette adresse n’en est pas une. Vérifiez-la, comme appros@site-central.com.',
    'exchange.noAddress': 'On ne sait pas encore où envoyer ses commandes. Donnez l’adresse, une fois pour toutes.',
    'exchange.noOwnAddress':
      'Vos partenaires ne sauraient pas où répondre\u00a0: donnez une adresse à l’échange, ou réglez le serveur d’envoi.',
    'exchange.notSendable':
      'Une de ces commandes n’est pas une commande fournisseur en cours. Rechargez la liste\u00a0: elle est peut-être annulée ou terminée.',
    'exchange.nothingToSend': 'Choisissez au moins une commande.',
    'exchange.severalSuppliers':
      'Un message va à un seul fournisseur. Choisissez des commandes du même, ou filtrez par fournisseur.',
    'exchange.draft': ({ number }) =>
      `${number} est un brouillon. Enlevez-la, ou demandez que les brouillons soient validés avec l’envoi.`,
    'exchange.emptyOrder': ({ number }) => `${number} n’a pas de ligne. Complétez-la, ou enlevez-la.`,
    'exchange.givenUp': ({ number }) =>
      `Une quantité de ${number} est abandonnée, ce qu’une commande ne sait pas dire. Modifiez ses quantités, puis renvoyez-la.`,
    'exchange.keyUnreadable':
      'La clé de signature a été chiffrée par une autre installation. Changez de clé dans les réglages de l’échange.',
    'exchange.notAnInvitation':
      'Ce n’est pas une invitation de Facteur, ou elle a été modifiée. Demandez le fichier facteur-invitation.jws à votre partenaire.',
    'exchange.ownInvitation': 'Cette invitation est la vôtre. Donnez-la à votre partenaire, et prenez ici la sienne.',
    'exchange.otherSite':
      'Ce partenaire s’est déjà présenté comme un autre site. S’il a changé d’installation, révoquez-le d’abord.',
    'exchange.siteTaken': 'Ce site est déjà celui d’un autre contact. Ouvrez ce partenaire-là.',
    'exchange.notReceived': 'Aucun partenaire n’a envoyé cette commande. Rechargez-la.',
    'exchange.settleFirst':
      'Cette commande est annulée, ou pas encore validée. Réglez ses lignes à vérifier et validez-la, puis acceptez-la.',
    'exchange.sayWhy': 'Dites pourquoi : le partenaire lira la raison.',
    'exchange.receivedStays':
      'Cette commande vient d’un partenaire : refusez-la ou annulez-la au lieu de la supprimer, il en sera averti.',
    'exchange.neverSent': 'Cette commande n’est pas encore partie : envoyez-la d’abord.',
    'exchange.answersByItself':
      'Ce partenaire est appairé : sa réponse arrive d’elle-même par la relève. Elle ne se note pas à la main.',
    'exchange.otherKey': 'La clé proposée a changé depuis que vous avez lu le code. Relisez-le ensemble.',
  },
  en: {
    'exchange.notAnAddress': 'This is no address of mail. Check it, like orders@central-site.com.',
    'exchange.noAddress': 'It is not known yet where its orders go. Give the address, once and for all.',
    'exchange.noOwnAddress':
      'Your partners would not know where to answer: give the exchange an address, or set up the mail server.',
    'exchange.notSendable':
      'One of these is no supplier order in progress. Load the list again: it may be cancelled or finished.',
    'exchange.nothingToSend': 'Choose at least one order.',
    'exchange.severalSuppliers': 'One mail goes to one supplier. Choose orders of the same one, or filter by supplier.',
    'exchange.draft': ({ number }) => `${number} is a draft. Take it out, or have drafts confirmed with the sending.`,
    'exchange.emptyOrder': ({ number }) => `${number} has no line. Complete it, or take it out.`,
    'exchange.givenUp': ({ number }) =>
      `Some of ${number} was given up, which an order cannot say. Change its quantities, then send it again.`,
    'exchange.keyUnreadable':
      'Another installation sealed the key that signs. Change the key in the settings of the exchange.',
    'exchange.notAnInvitation':
      'This is no invitation of Facteur, or it was changed. Ask your partner for the file facteur-invitation.jws.',
    'exchange.ownInvitation': 'This invitation is your own. Give it to your partner, and take theirs here.',
    'exchange.otherSite':
      'This partner has said to be another site before. If it moved to a new installation, revoke it first.',
    'exchange.siteTaken': 'This site is another contact already. Open that partner.',
    'exchange.notReceived': 'No partner sent this order. Load it again.',
    'exchange.settleFirst':
      'This order is cancelled, or not confirmed yet. Settle its lines to check and confirm it, then accept it.',
    'exchange.sayWhy': 'Say why: the partner will read the reason.',
    'exchange.receivedStays':
      'A partner sent this order: refuse or cancel it instead of deleting it, and the partner is told.',
    'exchange.neverSent': 'This order has not left yet: send it first.',
    'exchange.answersByItself':
      'This partner is paired: its answer arrives by itself when mail is collected. It is not noted by hand.',
    'exchange.otherKey': 'The proposed key changed since you read the code. Read it together again.',
  },
}
