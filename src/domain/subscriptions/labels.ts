import type { RefusalTexts } from '../../platform/http/refusal.ts'
import { type Language, labels } from '../../values/labels.ts'

export const subscriptionsLabels = labels(
  {
    subscriptions: 'Abonnements',
    singleIssues: 'Achats au numéro',
    expiring: 'Suivi des abonnements',
    status: {
      upcoming: 'À venir',
      running: 'En cours',
      expiring: 'Expire bientôt',
      expired: 'Expiré',
      cancelled: 'Annulé',
    },
    columns: {
      number: 'Id achat',
      honorific: 'Civilité',
      lastName: 'Nom',
      firstName: 'Prénom',
      legalName: 'Raison sociale',
      contactNumber: 'Id contact',
      productCode: 'Produit',
      label: 'Libellé',
      startsOn: 'Début',
      expiresOn: 'Fin',
      expiresIn: 'Expire dans',
      lastDispatchedOn: 'Dernière expéd.',
      status: 'S',
      termMonths: 'Durée',
      copies: 'Nb ex.',
      boughtOn: 'Achat le',
      issueNumber: 'Numéro',
      netCents: 'Montant HT',
      grossCents: 'Montant TTC',
      cancelledOn: 'Annulé le',
    },
  },
  {
    subscriptions: 'Subscriptions',
    singleIssues: 'Single issues',
    expiring: 'Subscription follow-up',
    status: {
      upcoming: 'Upcoming',
      running: 'Running',
      expiring: 'Expires soon',
      expired: 'Expired',
      cancelled: 'Cancelled',
    },
    columns: {
      number: 'Purchase',
      honorific: 'Honorific',
      lastName: 'Last name',
      firstName: 'First name',
      legalName: 'Organisation',
      contactNumber: 'Contact',
      productCode: 'Product',
      label: 'Label',
      startsOn: 'Starts',
      expiresOn: 'Ends',
      expiresIn: 'Expires in',
      lastDispatchedOn: 'Last dispatched',
      status: 'S',
      termMonths: 'Months',
      copies: 'Copies',
      boughtOn: 'Bought on',
      issueNumber: 'Issue',
      netCents: 'Net amount',
      grossCents: 'Gross amount',
      cancelledOn: 'Cancelled on',
    },
  },
)

export const subscriptionsRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'subscriptions.numberTaken': 'Un autre achat porte déjà ce numéro.',
    'subscriptions.alreadyRenewed': 'Cet abonnement a déjà été renouvelé.',
    'subscriptions.reasonAsked': 'Dites pourquoi personne ne paie cet achat : service de presse, échange, dépôt légal…',
    'subscriptions.alreadyAnswered': 'Quelqu’un vient de décider pour ces deux achats. Affichez-les de nouveau.',
    'subscriptions.lineAlreadyPurchased': 'Cette ligne de facture a déjà donné un achat.',
    'subscriptions.alreadyServed':
      'Un des destinataires vient d’être servi par une autre expédition. Affichez de nouveau les destinataires.',
  },
  en: {
    'subscriptions.numberTaken': 'Another purchase already has this number.',
    'subscriptions.alreadyRenewed': 'This subscription was already renewed.',
    'subscriptions.reasonAsked': 'Say why nobody pays for this purchase: press service, exchange, legal deposit…',
    'subscriptions.alreadyAnswered': 'Somebody has just decided about these two purchases. Show them again.',
    'subscriptions.lineAlreadyPurchased': 'This invoice line already made a purchase.',
    'subscriptions.alreadyServed':
      'One of the recipients has just been served by another run. Show the recipients again.',
  },
}
