import { labels } from '../../../values/labels.ts'

/** Words of the files by which orders come, and of what came of one. */
export const orderFileWords = labels(
  {
    files: 'Fichiers de commandes',
    filesText:
      'Exportez les commandes de votre boutique en CSV, puis envoyez le fichier ici. Une commande déjà reprise et inchangée n’est pas touchée.',
    sendFile: 'Envoyer un fichier CSV',
    fileEmpty: 'Ce fichier est vide.',
    fileTooLarge: (megabytes: string) =>
      `Ce fichier dépasse ${megabytes}\u00a0Mo\u00a0: exportez les commandes en plusieurs fois.`,
    takenOne: 'commande reprise',
    takenMany: 'commandes reprises',
    unchangedOne: 'commande inchangée',
    unchangedMany: 'commandes inchangées',
    quarantinedOne: 'commande en quarantaine',
    quarantinedMany: 'commandes en quarantaine',
    readOne: 'commande lue',
    readMany: 'commandes lues',
    unequalOne: 'facture diffère du total de la boutique',
    unequalMany: 'factures diffèrent du total de la boutique',
    sending: (orders: string) => `${orders}. Restez sur cette page jusqu’à la fin.`,
    nothingTaken: 'Rien n’a été repris de ce fichier.',
    seeQuarantined: 'Voir la quarantaine',
    moreRefused: (count: string) => `et ${count} autres lignes`,
    refusedLine: (line: string, column: string, why: string) =>
      `Ligne ${line}${column ? `, colonne «\u202f${column}\u202f»` : ''}\u00a0: ${why}`,
  },
  {
    files: 'Files of orders',
    filesText:
      'Export the orders of your shop as CSV, then send the file here. An order taken before and unchanged is not touched.',
    sendFile: 'Send a CSV file',
    fileEmpty: 'This file is empty.',
    fileTooLarge: (megabytes: string) =>
      `This file is larger than ${megabytes}\u00a0MB: export the orders in several parts.`,
    takenOne: 'order taken',
    takenMany: 'orders taken',
    unchangedOne: 'order unchanged',
    unchangedMany: 'orders unchanged',
    quarantinedOne: 'order in quarantine',
    quarantinedMany: 'orders in quarantine',
    readOne: 'order read',
    readMany: 'orders read',
    unequalOne: 'invoice differs from the total of the shop',
    unequalMany: 'invoices differ from the total of the shop',
    sending: (orders: string) => `${orders}. Stay on this page until the end.`,
    nothingTaken: 'Nothing was taken from this file.',
    seeQuarantined: 'See the quarantine',
    moreRefused: (count: string) => `and ${count} more lines`,
    refusedLine: (line: string, column: string, why: string) =>
      `Line ${line}${column ? `, column “${column}”` : ''}: ${why}`,
  },
)
