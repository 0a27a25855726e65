import { day, formatDay } from '../../../values/day.ts'
import type { Language } from '../../../values/language.ts'
import { formatMoney } from '../../../values/money.ts'

/** What a customer is told of a contract: it renews by itself, it may be renewed, its price changes. */
export const NOTICE_KINDS = ['tacit', 'proposal', 'price'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

export type PriceLine = { label: string; beforeCents: number; afterCents: number }

/** What a notice is written of. */
export type NoticeOf = {
  kind: NoticeKind
  language: Language
  name: string
  company: string
  number: string
  title: string
  /** The end of the contract, or the day of the new price. */
  aboutOn: string
  currency: string
  isGross: boolean
  /** Of a change of price: what the company writes, and the lines that change. */
  said: string
  lines: readonly PriceLine[]
}

type Told = NoticeOf & { on: string; listed: string }
type Written = { subject: string; text: string }

const TEXTS: Record<Language, Record<NoticeKind, (told: Told) => Written>> = {
  fr: {
    tacit: ({ name, company, number, title, on }) => ({
      subject: `Votre contrat ${number} se renouvelle\u00a0: vous pouvez refuser jusqu’au ${on}`,
      text: `Bonjour ${name},

Votre contrat ${number} «\u202f${title}\u202f» se renouvelle par tacite reconduction.

┌──────────────────────────────────────────────┐
  DATE LIMITE POUR REFUSER\u00a0: ${on}
└──────────────────────────────────────────────┘

Jusqu’à cette date, vous pouvez refuser ce renouvellement sans frais, par simple réponse à ce message ou par courrier. Sans réponse de votre part, le contrat continue.

Cette information vous est due par l’article L. 215-1 du code de la consommation.

${company}`,
    }),
    proposal: ({ name, company, number, title, on }) => ({
      subject: `Votre contrat ${number} se termine le ${on}`,
      text: `Bonjour ${name},

Votre contrat ${number} «\u202f${title}\u202f» se termine le ${on}. Nous vous proposons de le renouveler aux mêmes conditions.

Répondez-nous avant cette date\u00a0: sans votre accord, il s’arrête.

${company}`,
    }),
    price: ({ name, company, number, title, on, said, listed }) => ({
      subject: `Votre contrat ${number}\u00a0: nouveau prix au ${on}`,
      text: `Bonjour ${name},

${said}

Contrat ${number} «\u202f${title}\u202f», pour les échéances qui commencent à partir du ${on}\u00a0:
${listed}

${company}`,
    }),
  },
  en: {
    tacit: ({ name, company, number, title, on }) => ({
      subject: `Your contract ${number} renews: you may refuse until ${on}`,
      text: `Dear ${name},

Your contract ${number} “${title}” renews by tacit agreement.

┌──────────────────────────────────────────────┐
  LAST DAY TO REFUSE: ${on}
└──────────────────────────────────────────────┘

Until that day you may refuse this renewal free of charge, by answering this message or by letter. Without an answer, the contract goes on.

You are told this under article L. 215-1 of the French consumer code.

${company}`,
    }),
    proposal: ({ name, company, number, title, on }) => ({
      subject: `Your contract ${number} ends on ${on}`,
      text: `Dear ${name},

Your contract ${number} “${title}” ends on ${on}. We propose to renew it on the same terms.

Please answer before that day: without your agreement it ends.

${company}`,
    }),
    price: ({ name, company, number, title, on, said, listed }) => ({
      subject: `Your contract ${number}: new price on ${on}`,
      text: `Dear ${name},

${said}

Contract ${number} “${title}”, for terms that begin from ${on} on:
${listed}

${company}`,
    }),
  },
}

/** A notice in words, in the language of who reads it. Source: L-10, A12. */
export function noticeWritten(of: NoticeOf): Written {
  const { language, currency, isGross, lines, kind } = of
  const money = (cents: number) => formatMoney(cents, currency, language)
  const tax = language === 'fr' ? (isGross ? 'TTC' : 'HT') : isGross ? 'with tax' : 'without tax'
  const colon = language === 'fr' ? '\u00a0:' : ':'
  const listed = lines
    .map(
      ({ label, beforeCents, afterCents }) => `– ${label}${colon} ${money(beforeCents)} → ${money(afterCents)} ${tax}`,
    )
    .join('\n')
  return TEXTS[language][kind]({ ...of, listed, on: formatDay(day(of.aboutOn), language) })
}
