import { labels } from '../../../values/labels.ts'

/** Words of the forecast and of the settings of contracts. */
export const forecastWords = labels(
  {
    intro:
      'Ce que les contrats en cours factureront hors taxes, au centime près, s’ils continuent comme ils sont aujourd’hui. Les reconductions à venir n’y sont pas.',
    unpriced: (count: number) =>
      count === 1
        ? 'Une échéance ne pourrait pas être facturée telle quelle\u00a0: elle ne compte pas. La liste des échéances dit pourquoi.'
        : `${count} échéances ne pourraient pas être facturées telles quelles\u00a0: elles ne comptent pas. La liste des échéances dit pourquoi.`,
    eurosOnly: 'Les contrats en d’autres devises ne sont pas comptés.',
    none: 'Aucun contrat actif\u00a0: rien n’est à prévoir.',
    monthly: 'Revenu mensuel récurrent',
    contracts: 'Contrats actifs',
    next: '12 prochains mois',
    churn: 'Attrition, 12 derniers mois',
    invoicing: 'Facturation prévue par mois',
    movement: 'Contrats commencés et perdus par mois',
    month: 'Mois',
    net: 'À facturer HT',
    vat: 'TVA',
    gross: 'TTC',
    terms: 'Échéances',
    ending: 'Contrats qui finissent',
    began: 'Commencés',
    left: 'Perdus',
    active: 'Actifs au début',
    rate: 'Attrition',
    perMonth: (rate: string) => `${rate} par mois`,
    countAxis: 'Contrats (nombre)',
    total: 'En tout',
    table: 'Les nombres, mois par mois',
    settings: 'Réglages des contrats',
    notices: 'Avis aux clients',
    noticesText:
      'Un particulier dont le contrat se reconduit tacitement est informé par écrit, entre trois mois et un mois avant la fin (art. L. 215-1 du code de la consommation).',
    noticeDays: 'Informer tant de jours avant la fin',
    noticeDaysHint: 'De 31 à 92. L’avis apparaît alors dans l’onglet Avis.',
    automatic: 'Envoyer les courriels de soi-même',
    automaticHint:
      'Chaque nuit partent les avis de reconduction, de renouvellement et de prix qui sont dus par courriel. Les lettres restent à imprimer et à poster.',
    stateWords: 'Noms des états d’une échéance',
    stateWordsText: 'Vos propres mots, sur tous les écrans. Vide\u00a0: le nôtre.',
    save: 'Enregistrer les réglages',
    saved: 'Réglages enregistrés.',
    noMay: 'Il faut le droit de modifier les contrats.',
  },
  {
    intro:
      'What running contracts will invoice without tax, to the cent, if they go on as they are today. Renewals to come are left out.',
    unpriced: (count: number) =>
      count === 1
        ? 'One term could not be invoiced as it is, and counts nothing. The list of terms says why.'
        : `${count} terms could not be invoiced as they are, and count nothing. The list of terms says why.`,
    eurosOnly: 'Contracts in other currencies are not counted.',
    none: 'No active contract: nothing to foresee.',
    monthly: 'Monthly recurring revenue',
    contracts: 'Active contracts',
    next: 'Next 12 months',
    churn: 'Churn, last 12 months',
    invoicing: 'Invoicing to come by month',
    movement: 'Contracts begun and lost by month',
    month: 'Month',
    net: 'To invoice, net',
    vat: 'VAT',
    gross: 'With tax',
    terms: 'Terms',
    ending: 'Contracts that end',
    began: 'Begun',
    left: 'Lost',
    active: 'Active at its start',
    rate: 'Churn',
    perMonth: (rate: string) => `${rate} a month`,
    countAxis: 'Contracts (number)',
    total: 'In all',
    table: 'The numbers, month by month',
    settings: 'Settings of contracts',
    notices: 'Notices to customers',
    noticesText:
      'A consumer whose contract renews by itself is told in writing, between three months and one month before its end (art. L. 215-1, French consumer code).',
    noticeDays: 'Tell so many days before the end',
    noticeDaysHint: 'From 31 to 92. The notice then stands in the tab Notices.',
    automatic: 'Send mails by themselves',
    automaticHint:
      'Each night the notices of renewal, of proposals and of prices that are due leave by mail. Letters stay to be printed and posted.',
    stateWords: 'Names of the states of a term',
    stateWordsText: 'Your own words, on all screens. Empty: ours.',
    save: 'Save the settings',
    saved: 'Settings saved.',
    noMay: 'The right to change contracts is needed.',
  },
)
