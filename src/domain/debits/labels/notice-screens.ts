import { labels } from '../../../values/labels.ts'

/** Words of the screens of notices. */
export const noticeWords = labels(
  {
    noticeOne: 'préavis',
    noticeMany: 'préavis',
    noticeNone: 'Aucun préavis.',
    sendNotices: 'Envoyer les préavis',
    sendTitle: 'Envoyer les préavis',
    printLetters: 'Lettres de ce jour',
    noLetter: 'Ce préavis n’est pas une lettre.',
    sent: (count: string) => `Factures annoncées\u00a0: ${count}.`,
    wouldTell: (count: string, customers: string, money: string) =>
      `${count} factures, ${customers} clients, ${money}.`,
    ways: (mails: string, letters: string) => `Mails\u00a0: ${mails}. Lettres à imprimer\u00a0: ${letters}.`,
    unreachable: (count: string) => `Laissées de côté, client sans mail ni adresse\u00a0: ${count}.`,
    sendNow: (count: string) => `Annoncer ${count} factures`,
  },
  {
    noticeOne: 'notice',
    noticeMany: 'notices',
    noticeNone: 'No notice.',
    sendNotices: 'Send the notices',
    sendTitle: 'Send the notices',
    printLetters: 'Letters of that day',
    noLetter: 'This notice is no letter.',
    sent: (count: string) => `Invoices told: ${count}.`,
    wouldTell: (count: string, customers: string, money: string) =>
      `${count} invoices, ${customers} customers, ${money}.`,
    ways: (mails: string, letters: string) => `Mails: ${mails}. Letters to print: ${letters}.`,
    unreachable: (count: string) => `Left out, customer with neither mail nor address: ${count}.`,
    sendNow: (count: string) => `Tell ${count} invoices`,
  },
)
