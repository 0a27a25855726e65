import { day, formatDay } from '../../../values/day.ts'
import type { Language } from '../../../values/language.ts'
import { formatMoney } from '../../../values/money.ts'

/** What a debtor is told, all documents of one mandate on one day together. Source: L-15, EPC016-06. */
export type Told = {
  language: Language
  name: string
  company: string
  creditorName: string
  creditorId: string
  reference: string
  iban: string
  collectOn: string
  documents: readonly { number: string; cents: number }[]
}

type Words = (told: Omit<Told, 'documents' | 'collectOn'> & { total: string; on: string; listed: string }) => {
  subject: string
  text: string
}
const WORDS: Record<Language, Words> = {
  fr: ({ name, company, creditorName, creditorId, reference, iban, total, on, listed }) => ({
    subject: `Prélèvement de ${total} le ${on}`,
    text: `Bonjour ${name},

Le ${on}, nous prélèverons ${total} sur votre compte ${iban}, en règlement de\u00a0:
${listed}

Créancier\u00a0: ${creditorName} (ICS ${creditorId})
Référence du mandat (RUM)\u00a0: ${reference}

Si ce montant ou ce compte ne vous paraît pas juste, écrivez-nous avant cette date.

${company}`,
  }),
  en: ({ name, company, creditorName, creditorId, reference, iban, total, on, listed }) => ({
    subject: `Direct debit of ${total} on ${on}`,
    text: `Dear ${name},

On ${on}, we will collect ${total} from your account ${iban}, in payment of:
${listed}

Creditor: ${creditorName} (creditor identifier ${creditorId})
Mandate reference: ${reference}

If this amount or account does not seem right, please write to us before that day.

${company}`,
  }),
}

/** The notice in words: amount, day, account, creditor and mandate. */
export function noticeText({ documents, collectOn, ...told }: Told): { subject: string; text: string } {
  const { language } = told
  const colon = language === 'fr' ? '\u00a0:' : ':'
  return WORDS[language]({
    ...told,
    total: formatMoney(
      documents.reduce((sum, { cents }) => sum + cents, 0),
      'EUR',
      language,
    ),
    on: formatDay(day(collectOn), language),
    listed: documents
      .map(({ number, cents }) => `– ${number}${colon} ${formatMoney(cents, 'EUR', language)}`)
      .join('\n'),
  })
}
