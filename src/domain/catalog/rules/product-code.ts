import type { Language } from '../../../values/language.ts'

export const PRODUCT_KINDS = ['subscription', 'single-issue', 'bundle', 'other'] as const
export type ProductKind = (typeof PRODUCT_KINDS)[number]

/** What a product sells, as far as its code says. */
export type CodeMeaning =
  | { kind: 'subscription'; offerCode: string; termMonths: number }
  | { kind: 'single-issue'; issueNumber: string; latestIssue: false }
  | { kind: 'single-issue'; issueNumber: null; latestIssue: true }
  | { kind: 'other' }

type Reading = {
  /** What stands for "the latest issue" after `NUM-`. Source: X-8. */
  latestToken?: string
  /** One character and three digits (`ABO-A112` is offer A, 112 months), said by a person, never guessed. Source: X-1. */
  threeDigitTerm?: boolean
}

/** Capitals, without spaces around: how codes are kept and compared. */
export const productCode = (typed: string): string => typed.trim().toUpperCase()

/** Reads `ABO-xxyy` and `NUM-…`; anything else is an ordinary product. Source: ABO-13 to ABO-16, X-1, X-8. */
export function parseProductCode(
  code: string,
  { latestToken = 'XXX', threeDigitTerm = false }: Reading = {},
): CodeMeaning {
  const upper = productCode(code)
  const subscription = (threeDigitTerm ? /^ABO-([A-Z0-9])(\d{3})$/ : /^ABO-([A-Z0-9]{2})(\d{2})$/).exec(upper)
  if (subscription && Number(subscription[2]) > 0)
    return { kind: 'subscription', offerCode: subscription[1]!, termMonths: Number(subscription[2]) }
  const issue = /^NUM-(.+)$/.exec(upper)?.[1]?.trim()
  if (!issue) return { kind: 'other' }
  if (issue === latestToken.toUpperCase()) return { kind: 'single-issue', issueNumber: null, latestIssue: true }
  return { kind: 'single-issue', issueNumber: issue, latestIssue: false }
}

const WORDS = {
  fr: {
    subscription: (offer: string, months: number) => ['Abonnement', offer, months, 'mois'].filter(Boolean).join(' '),
    issue: (number: string) => `Achat numéro ${number}`,
    latest: 'Achat dernier numéro',
  },
  en: {
    subscription: (offer: string, months: number) =>
      ['Subscription', offer, months, months === 1 ? 'month' : 'months'].filter(Boolean).join(' '),
    issue: (number: string) => `Issue ${number}`,
    latest: 'Latest issue',
  },
} satisfies Record<Language, object>

/** `Abonnement A1 12 mois`, `Achat numéro 1`; nothing for an ordinary product. Source: ABO-17. */
export function characteristic(meaning: CodeMeaning, language: Language = 'fr'): string {
  const words = WORDS[language]
  if (meaning.kind === 'subscription') return words.subscription(meaning.offerCode, meaning.termMonths)
  if (meaning.kind === 'other') return ''
  return meaning.latestIssue ? words.latest : words.issue(meaning.issueNumber)
}

export type Service = { issuesDue: number | null; servedBy: 'date' | 'issue' }

/**
 * How an offer brought in from elsewhere is served: N codes say months but promise the issues of their label, "(5 numéros)";
 * the others serve what comes out during the term. Source.
 */
export function importedService(offerCode: string, label: string): Service {
  const promised = /\((\d{1,3})\s+(?:num[ée]ros?|issues?)\)/iu.exec(label.normalize('NFC'))?.[1]
  if (!offerCode.toUpperCase().startsWith('N') || !promised || Number(promised) === 0)
    return { issuesDue: null, servedBy: 'date' }
  return { issuesDue: Number(promised), servedBy: 'issue' }
}
