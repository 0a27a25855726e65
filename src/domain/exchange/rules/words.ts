import type { Language } from '../../../values/labels.ts'
import type { Answer } from './documents.ts'

/** An order as the mail that carries it tells of it; amounts and days as people read them. */
export type ToldOrder = {
  number: string
  orderedOn: string
  deliverOn: string
  net: string
  gross: string
  edition: number
}

const WORDS = {
  fr: {
    subject: (count: number, company: string, first: string) =>
      count === 1 ? `Commande ${first} de ${company}` : `${count} commandes de ${company}`,
    hello: 'Bonjour,',
    intro: (count: number) =>
      count === 1
        ? 'Vous trouverez ci-joint notre commande, à lire (PDF) et à reprendre dans votre logiciel (UBL).'
        : `Vous trouverez ci-joint nos ${count} commandes, à lire (PDF) et à reprendre dans votre logiciel (UBL).`,
    columns: { number: 'Commande', orderedOn: 'Date', deliverOn: 'À livrer le', net: 'Total HT', gross: 'Total TTC' },
    again: (edition: number) => `${edition}e envoi, remplace le précédent`,
    signed:
      'Les fichiers «\u202f.jws\u202f» prouvent que ces commandes viennent de nous et n’ont pas été modifiées\u00a0; vous pouvez les ignorer.',
    outro: 'Merci de nous confirmer la bonne réception de ce message en y répondant.',
  },
  en: {
    subject: (count: number, company: string, first: string) =>
      count === 1 ? `Order ${first} from ${company}` : `${count} orders from ${company}`,
    hello: 'Hello,',
    intro: (count: number) =>
      count === 1
        ? 'Please find our order attached, to be read (PDF) and to be taken into your software (UBL).'
        : `Please find our ${count} orders attached, to be read (PDF) and to be taken into your software (UBL).`,
    columns: { number: 'Order', orderedOn: 'Date', deliverOn: 'Wanted on', net: 'Net', gross: 'Total' },
    again: (edition: number) => `sent ${edition} times, replaces the one before`,
    signed: 'The “.jws” files prove that these orders come from us unchanged; you may ignore them.',
    outro: 'Please confirm that you received this message by answering it.',
  },
} as const

type Words = (typeof WORDS)[Language]
type Column = keyof Words['columns']
const COLUMNS: readonly Column[] = ['number', 'orderedOn', 'deliverOn', 'net', 'gross']

/** The mail that carries orders: for a person first, whatever program reads it. Source: INT-20, M-10. */
export function ordersMail(orders: readonly ToldOrder[], company: string, user: string, language: Language) {
  const words = WORDS[language]
  const shown = COLUMNS.filter(column => orders.some(order => order[column] !== ''))
  return {
    subject: words.subject(orders.length, company, orders[0]!.number),
    text: [
      words.hello,
      '',
      words.intro(orders.length),
      '',
      ...orders.map(order => inLine(order, shown, words)),
      '',
      words.signed,
      '',
      words.outro,
      '',
      user,
      company,
    ].join('\n'),
    html: html(orders, shown, words, [user, company]),
  }
}

const cellOf = (order: ToldOrder, column: Column, { again }: Words) =>
  column === 'number' && order.edition > 1 ? `${order.number} (${again(order.edition)})` : order[column]

const inLine = (order: ToldOrder, shown: readonly Column[], words: Words) =>
  `- ${shown
    .map(column => [column, cellOf(order, column, words)] as const)
    .filter(([, cell]) => cell !== '')
    .map(([column, cell]) => (column === 'number' ? cell : `${words.columns[column]} ${cell}`))
    .join(', ')}`

const MARKUP: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, sign => MARKUP[sign]!)
const CELL = 'padding:4px 16px 4px 0;text-align:left;border-bottom:1px solid #ddd'

function html(orders: readonly ToldOrder[], shown: readonly Column[], words: Words, signature: readonly string[]) {
  const row = (tag: 'th' | 'td', cells: readonly string[]) =>
    `<tr>${cells.map(cell => `<${tag} style="${CELL}">${escaped(cell)}</${tag}>`).join('')}</tr>`
  const paragraph = (text: string) => `<p>${escaped(text)}</p>`
  return [
    '<div style="font-family:sans-serif;font-size:14px">',
    paragraph(words.hello),
    paragraph(words.intro(orders.length)),
    '<table style="border-collapse:collapse">',
    row(
      'th',
      shown.map(column => words.columns[column]),
    ),
    ...orders.map(order =>
      row(
        'td',
        shown.map(column => cellOf(order, column, words)),
      ),
    ),
    '</table>',
    paragraph(words.signed),
    paragraph(words.outro),
    `<p>${signature.filter(Boolean).map(escaped).join('<br>')}</p>`,
    '</div>',
  ].join('\n')
}

const INVITATION = {
  fr: {
    subject: (company: string) => `Échanger nos commandes avec ${company}`,
    lines: (company: string) => [
      'Bonjour,',
      '',
      `${company} vous propose d’échanger les commandes directement entre nos deux logiciels Facteur.`,
      'Déposez le fichier joint «\u202ffacteur-invitation.json\u202f» dans votre Facteur, ou laissez-le relever ce message,',
      'puis comparons de vive voix le code affiché à l’écran des deux côtés.',
    ],
  },
  en: {
    subject: (company: string) => `Exchanging our orders with ${company}`,
    lines: (company: string) => [
      'Hello,',
      '',
      `${company} proposes to exchange orders directly between our two Facteur programs.`,
      'Give the attached file “facteur-invitation.json” to your Facteur, or let it collect this message,',
      'then let us compare by voice the code that both screens show.',
    ],
  },
} as const

/** The mail that carries who a site is. */
export const invitationMail = (company: string, user: string, language: Language) => ({
  subject: INVITATION[language].subject(company),
  text: [...INVITATION[language].lines(company), '', user, company].join('\n'),
})

const REVOCATION = {
  fr: {
    subject: (company: string) => `${company} n’échange plus de commandes par Facteur`,
    lines: (company: string) => [
      'Bonjour,',
      '',
      `${company} ne reprend plus d’elle-même les messages signés par votre Facteur.`,
      'Ce que vous enverriez encore attendra que quelqu’un le lise.',
      'Pour reprendre, envoyez-nous une nouvelle invitation, et comparons le code.',
    ],
  },
  en: {
    subject: (company: string) => `${company} no longer exchanges orders with Facteur`,
    lines: (company: string) => [
      'Hello,',
      '',
      `${company} no longer takes by itself the messages that your Facteur signs.`,
      'What you still send will wait until somebody reads it.',
      'To begin again, send us a new invitation, and let us compare the code.',
    ],
  },
} as const

/** The mail that says that a partner is none any more. */
export const revocationMail = (company: string, user: string, language: Language) => ({
  subject: REVOCATION[language].subject(company),
  text: [...REVOCATION[language].lines(company), '', user, company].join('\n'),
})

/** What is said of an order, as the mail tells of it. */
export type ToldAnswer = { number: string; sellerNumber: string; told: Answer | 'dispatched'; note: string }

const ANSWERS = {
  fr: {
    subject: (count: number, first: string) => (count === 1 ? `Votre commande ${first}` : `Vos ${count} commandes`),
    hello: 'Bonjour,',
    told: {
      received: 'bien reçue',
      accepted: 'acceptée',
      changed: 'acceptée avec des changements, à lire dans le fichier joint',
      refused: 'refusée',
      dispatched: 'expédiée',
    },
    known: (number: string) => `chez nous ${number}`,
  },
  en: {
    subject: (count: number, first: string) => (count === 1 ? `Your order ${first}` : `Your ${count} orders`),
    hello: 'Hello,',
    told: {
      received: 'received',
      accepted: 'accepted',
      changed: 'accepted with changes, to be read in the attached file',
      refused: 'refused',
      dispatched: 'dispatched',
    },
    known: (number: string) => `here ${number}`,
  },
} as const

/** The mail that carries answers. Source: X-47. */
export function answersMail(answers: readonly ToldAnswer[], company: string, language: Language) {
  const words = ANSWERS[language]
  const colon = language === 'fr' ? '\u00a0: ' : ': '
  const lines = answers.map(
    ({ number, sellerNumber, told, note }) =>
      `- ${number} (${words.known(sellerNumber)})${colon}${words.told[told]}${note === '' ? '' : `. ${note}`}`,
  )
  return {
    subject: words.subject(answers.length, answers[0]!.number),
    text: [words.hello, '', ...lines, '', company].join('\n'),
  }
}
