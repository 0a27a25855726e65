import { labels } from '../../values/labels.ts'

/** Words of the assembled app. */
export const appWords = labels(
  {
    noCompany: 'Cette société n’existe pas, ou elle ne vous est pas ouverte',
    noCompanyWhy: 'Demandez à son administrateur de vous y ajouter, ou choisissez une autre société.',
    yourCompanies: 'Vos sociétés',
    contacts: 'Contacts',
    subscriptions: 'Abonnements',
    singleIssues: 'Achats au numéro',
    purchases: 'Achats',
    invoices: 'Factures',
    shipments: 'Envois',
    history: 'Historique',
    home: 'Accueil',
    todayTitle: (weekday: string, day: string) => `Aujourd’hui, ${weekday} ${day}`,
    expiring: (count: number, days: number) =>
      `${count > 1 ? 'abonnements expirent' : 'abonnement expire'} dans les ${days}\u00a0jours`,
    showExpiring: 'Suivre',
    singlesWaiting: (count: number) => (count > 1 ? 'achats au numéro à expédier' : 'achat au numéro à expédier'),
    showRecipients: 'Voir les destinataires',
    messagesFailed: (count: number) => (count > 1 ? 'messages ne sont pas partis' : 'message n’est pas parti'),
    showMessages: 'Voir pourquoi',
    cannotEnter: 'Facteur n’a pas pu vous reconnaître',
  },
  {
    noCompany: 'This company does not exist, or is not open to you',
    noCompanyWhy: 'Ask its administrator to add you, or choose another company.',
    yourCompanies: 'Your companies',
    contacts: 'Contacts',
    subscriptions: 'Subscriptions',
    singleIssues: 'Single-issue purchases',
    purchases: 'Purchases',
    invoices: 'Invoices',
    shipments: 'Shipments',
    history: 'History',
    home: 'Home',
    todayTitle: (weekday: string, day: string) => `Today, ${weekday} ${day}`,
    expiring: (count: number, days: number) =>
      `${count === 1 ? 'subscription expires' : 'subscriptions expire'} within ${days}\u00a0days`,
    showExpiring: 'Follow up',
    singlesWaiting: (count: number) => (count === 1 ? 'single issue to dispatch' : 'single issues to dispatch'),
    showRecipients: 'Show the recipients',
    messagesFailed: (count: number) => (count === 1 ? 'message did not leave' : 'messages did not leave'),
    showMessages: 'See why',
    cannotEnter: 'Facteur could not tell who you are',
  },
)
