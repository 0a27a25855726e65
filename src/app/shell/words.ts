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
    shipments: 'Envois',
    history: 'Historique',
    cannotEnter: 'Facteur n’a pas pu vous reconnaître',
  },
  {
    noCompany: 'This company does not exist, or is not open to you',
    noCompanyWhy: 'Ask its administrator to add you, or choose another company.',
    yourCompanies: 'Your companies',
    contacts: 'Contacts',
    subscriptions: 'Subscriptions',
    singleIssues: 'Single-issue purchases',
    shipments: 'Shipments',
    history: 'History',
    cannotEnter: 'Facteur could not tell who you are',
  },
)
