import { EURO } from '../../../values/currency.ts'
import { day, formatDay } from '../../../values/day.ts'
import { spacedIban } from '../../../values/iban.ts'
import { formatMoney } from '../../../values/money.ts'
import { type CiiTexts, treatmentOf } from '../formats/cii.ts'
import { paperWords } from '../labels/paper.ts'
import { exemptionOf } from '../rules/exemptions.ts'
import { isBusiness, type Paper, supplyOf, vatGroups, vatInEuros } from '../rules/paper.ts'
import type { Seller } from '../rules/seller.ts'

export const dayText = (iso: string, { language }: Paper): string => formatDay(day(iso), language)

/** Amounts of money with their sign: what is taken off has a minus of its width. */
export const money = (cents: number, { currency, language }: Paper): string =>
  formatMoney(cents, currency, language).replace('-', '\u2212')

/** An amount in a column whose head says what it is in. */
export const bare = (cents: number, paper: Paper): string => money(cents, paper).replace(/\s*€/u, '').trim()

const formats = new Map<string, Intl.NumberFormat>()

/** A number in the ways of a language; its formats are kept, as building one costs as much as printing a line. */
export function numberText(value: number | `${number}`, { language }: Paper, least = 0, most = 2): string {
  const key = `${language} ${least} ${most}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(language, { minimumFractionDigits: least, maximumFractionDigits: most })
    formats.set(key, format)
  }
  return format.format(value as number).replaceAll('\u00a0', '\u202f')
}

export const titleOf = (paper: Paper): string => {
  const words = paperWords[paper.language]
  return paper.number === null ? words.kinds[paper.kind] : words.titled(words.kinds[paper.kind], paper.number)
}

/** Why no VAT is charged, a sentence for each category that bears none. */
const exemptions = (paper: Paper): string[] => [
  ...new Set(
    vatGroups(paper).flatMap(({ category }) => {
      const exemption = exemptionOf(category, paper)
      return exemption ? [paperWords[paper.language].exemptions[exemption]] : []
    }),
  ),
]

/** Late penalties, recovery costs and early discount: for traders. Source: C. com. L441-9, L441-10. */
function betweenTraders(paper: Paper, seller: Seller): { code: string; text: string }[] {
  if (!isBusiness(paper)) return []
  const words = paperWords[paper.language]
  return [
    { code: 'PMT', text: words.recovery },
    { code: 'PMD', text: words.latePenalty(seller.latePenalty || words.legalRate) },
    { code: 'AAB', text: seller.earlyDiscount || words.noEarlyDiscount },
  ]
}

/** The small print, in its order. */
export function mentionTexts(paper: Paper): string[] {
  const words = paperWords[paper.language]
  const { seller } = paper
  if (!seller) return []
  return [
    ...exemptions(paper),
    words.supply[supplyOf(paper)],
    ...inEurosText(paper),
    ...(seller.vatOnDebits ? [words.onDebits] : []),
    // Nothing is to be paid on a credit note; its data hold them all the same, as platforms ask (BR-FR-05).
    ...(paper.kind === 'credit-note' ? [] : betweenTraders(paper, seller).map(({ text }) => text)),
  ]
}

/** VAT in euros, and the rate it was counted with. Source: CGI art. 266, 1 bis. */
function inEurosText(paper: Paper): string[] {
  const vat = vatInEuros(paper)
  if (!vat || paper.perEuroMicros === null) return []
  const rate = numberText(`${paper.perEuroMicros / 1_000_000}` as `${number}`, paper, 2, 6)
  const said = formatMoney(vat, EURO, paper.language)
  return [paperWords[paper.language].vatInEuros(said, `${rate}\u00a0${paper.currency}`)]
}

/** What is due, and how; what is given back has terms too (BR-CO-25). */
export function termsText(paper: Paper): string {
  const words = paperWords[paper.language]
  if (paper.kind === 'credit-note') return words.inYourFavour
  const { paymentMonthEnd, paymentDays, paymentMethod } = paper
  const method = paymentMethod ? ` ${words.byMethod(words.methods[paymentMethod])}` : ''
  return words.terms[paymentMonthEnd](paymentDays) + method
}

/** Who sells, as the law wants it at the foot of each page: form, capital, place, numbers. */
export function identityTexts({ language }: Pick<Paper, 'language'>, seller: Seller): string[] {
  const words = paperWords[language]
  const { legalForm, capitalCents, siren, nic, register, vatNumber } = seller
  const capital = capitalCents === null ? '' : formatMoney(capitalCents, EURO, language).replace(/[,.]00(?=\D*$)/, '')
  const spaced = siren.replace(/(...)(?=.)/g, '$1\u00a0')
  return [
    seller.legalName,
    legalForm && capital ? words.capital(legalForm, capital) : legalForm,
    siren && (nic ? words.siret(`${spaced}\u00a0${nic}`) : words.siren(spaced)),
    register,
    vatNumber && words.vatNumber(vatNumber),
  ].filter(text => text !== '')
}

export const ibanText = spacedIban

/** What the data of a document say in words, the same as its paper. */
export function ciiTexts(paper: Paper): CiiTexts {
  const words = paperWords[paper.language]
  const seller = paper.seller!
  return {
    notes: [
      { code: 'BAR', text: treatmentOf(paper) },
      { code: 'REG', text: identityTexts(paper, seller).join(' – ') },
      ...betweenTraders(paper, seller),
      ...(seller.vatOnDebits ? [{ code: 'AAI', text: words.onDebits }] : []),
      ...(paper.reason ? [{ code: 'AAI', text: words.reason(paper.reason) }] : []),
      ...(paper.note ? [{ code: 'AAI', text: paper.note }] : []),
    ],
    terms: termsText(paper),
    exemption: ({ category }) => {
      const exemption = exemptionOf(category, paper)
      return exemption ? words.exemptions[exemption] : ''
    },
  }
}
