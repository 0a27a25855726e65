import { day, formatDay } from '../../../values/day.ts'
import type { Language } from '../../../values/labels.ts'
import { formatMoney } from '../../../values/money.ts'
import type { DocumentKind } from './document.ts'
import { mergeFields } from './merge-fields.ts'

/** Why their mails are sent, in the outbox. */
export const DOCUMENT_PURPOSE = 'invoicing.document'
export const DUPLICATE_PURPOSE = 'invoicing.duplicate'

/** Why a document is not mailed now; `due`: it is. */
export const MAIL_VERDICTS = ['due', 'draft', 'imported', 'sent', 'unreachable'] as const
export type MailVerdict = (typeof MAIL_VERDICTS)[number]

export type MailWords = { subject: string; body: string; link: string }

export const mailFields = mergeFields({
  name: { fr: 'nom', en: 'name' },
  document: { fr: 'piece', en: 'document' },
  number: { fr: 'numero', en: 'number' },
  issuedOn: { fr: 'date', en: 'date' },
  total: { fr: 'total', en: 'total' },
  open: { fr: 'reste', en: 'open' },
  due: { fr: 'echeance', en: 'due' },
  link: { fr: 'lien', en: 'link' },
  company: { fr: 'societe', en: 'company' },
})

/** A document as its mail tells of it. */
export type Mailed = {
  kind: DocumentKind
  number: string
  issuedOn: string
  dueOn: string | null
  currency: string
  grossCents: number
  openCents: number
  name: string
}

const KINDS: Record<Language, Record<DocumentKind, string>> = {
  fr: { invoice: 'facture', 'credit-note': 'avoir', deposit: 'facture d’acompte' },
  en: { invoice: 'invoice', 'credit-note': 'credit note', deposit: 'deposit invoice' },
}

/** The mail of a document; what is paid names no due day and no link. */
export function documentMail(words: MailWords, of: Mailed, company: string, language: Language) {
  const money = (cents: number) => formatMoney(cents, of.currency, language)
  const isOwed = of.openCents > 0
  const values = {
    name: of.name,
    document: KINDS[language][of.kind],
    number: of.number,
    issuedOn: formatDay(day(of.issuedOn), language),
    total: money(of.grossCents),
    open: isOwed ? money(of.openCents) : '',
    due: isOwed && of.dueOn ? formatDay(day(of.dueOn), language) : '',
    link: isOwed ? words.link.replace(/\{(numero|number)\}/giu, of.number) : '',
    company,
  }
  return {
    subject: mailFields.filled(words.subject, values).replaceAll('\n', ' '),
    text: mailFields.filled(words.body, values),
  }
}

/** What a company that has said nothing writes. */
export const DEFAULT_MAILS: Record<Language, MailWords> = {
  fr: {
    subject: 'Votre {piece} {numero}',
    body: 'Bonjour {nom},\n\nVous trouverez ci-joint votre {piece} {numero} du {date}, d’un montant de {total}.\nÀ régler au plus tard le {echeance}.\nPour régler en ligne\u00a0: {lien}\n\nMerci de votre confiance.\n\n{societe}',
    link: '',
  },
  en: {
    subject: 'Your {document} {number}',
    body: 'Dear {name},\n\nPlease find attached your {document} {number} of {date}, for {total}.\nTo be paid by {due}.\nTo pay online: {link}\n\nThank you for your custom.\n\n{company}',
    link: '',
  },
}
