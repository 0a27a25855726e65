import { EURO } from '../../../values/currency.ts'
import { day, formatDay } from '../../../values/day.ts'
import type { Language } from '../../../values/language.ts'
import { formatMoney } from '../../../values/money.ts'
import { journalLabels } from '../labels.ts'
import type { Finding, FindingCode } from '../rules/findings.ts'
import { factNames } from './facts.ts'

type Said = { entry: string; period: string; label: string; field: string; sealed: string; found: string }

const sentences: Record<Language, Record<FindingCode, (of: Said) => string>> = {
  fr: {
    missing: ({ sealed, found }) =>
      sealed === found ? `L’écriture ${sealed} manque.` : `Les écritures ${sealed} à ${found} manquent.`,
    entry: ({ entry }) => `${entry}\u00a0: ce qui y est écrit a été modifié, ou son empreinte.`,
    hash: ({ entry }) => `${entry}\u00a0: son empreinte a été modifiée.`,
    intoClosed: ({ entry, sealed, found }) =>
      `${entry}\u00a0: datée du ${sealed}, alors que tout est clôturé jusqu’au ${found}.`,
    record: ({ entry, field, sealed, found }) =>
      `${entry}\u00a0: ${field} vaut «\u202f${found}\u202f», et il a été scellé «\u202f${sealed}\u202f».`,
    recordGone: ({ entry }) => `${entry}\u00a0: la pièce a disparu.`,
    unsealed: ({ label }) => `${label}\u00a0: cette pièce n’a pas d’écriture scellée.`,
    closing: ({ period, field, sealed, found }) =>
      `Clôture ${period}\u00a0: ${field} est «\u202f${sealed}\u202f», et les écritures donnent «\u202f${found}\u202f».`,
    closingMissing: ({ period, sealed, found }) => `Clôture ${period}\u00a0: elle manque du ${sealed} au ${found}.`,
    closingsLate: ({ found }) => `Rien n’a été clôturé depuis le ${found}.`,
    signature: ({ period }) => `Clôture ${period}\u00a0: sa signature n’est pas la bonne.`,
    key: ({ label }) => `La clé ${label} n’a jamais été scellée dans le journal.`,
  },
  en: {
    missing: ({ sealed, found }) =>
      sealed === found ? `Entry ${sealed} is missing.` : `Entries ${sealed} to ${found} are missing.`,
    entry: ({ entry }) => `${entry}: what it says was changed, or its hash.`,
    hash: ({ entry }) => `${entry}: its hash was changed.`,
    intoClosed: ({ entry, sealed, found }) => `${entry}: dated ${sealed}, while all is closed up to ${found}.`,
    record: ({ entry, field, sealed, found }) => `${entry}: ${field} is “${found}”, and “${sealed}” was sealed.`,
    recordGone: ({ entry }) => `${entry}: the document is gone.`,
    unsealed: ({ label }) => `${label}: this document has no sealed entry.`,
    closing: ({ period, field, sealed, found }) =>
      `Closing, ${period}: ${field} is “${sealed}”, and the entries give “${found}”.`,
    closingMissing: ({ period, sealed, found }) => `Closing, ${period}: missing from ${sealed} to ${found}.`,
    closingsLate: ({ found }) => `Nothing has been closed since ${found}.`,
    signature: ({ period }) => `Closing, ${period}: its signature is wrong.`,
    key: ({ label }) => `The key ${label} was never sealed in the journal.`,
  },
}

const PERIOD_WORDS: Record<Language, Record<string, string>> = {
  fr: { day: 'journalière', month: 'mensuelle', year: 'annuelle' },
  en: { day: 'day', month: 'month', year: 'fiscal year' },
}

/** Days as they are written on screen. */
const withDays = (text: string, language: Language) =>
  text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, iso => formatDay(day(iso), language))

/** A finding in a sentence that names the entry, its document and the field. */
export function foundInWords(finding: Finding, language: Language): string {
  const { code, sequence, kind, label, field } = finding
  const { kinds } = journalLabels[language]
  const document = [kinds[kind] ?? kind, label].filter(Boolean).join(' ')
  const period = [PERIOD_WORDS[language][kind], withDays(label, language)].filter(Boolean).join(' ')
  const entry = `${language === 'fr' ? 'Écriture' : 'Entry'} ${sequence ?? ''} (${document})`
  const [sealed, found] = [finding.sealed, finding.found].map(value => valueInWords(finding, value, language))
  const said = { entry, period, label: document, field: fieldInWords(field, language), sealed: sealed!, found: found! }
  return sentences[language][code](said)
}

/** `lines[1].label` as `Lignes 1, Désignation`. */
function fieldInWords(field: string, language: Language): string {
  const names: Record<string, string> = { ...journalLabels[language].kinds, ...factNames[language] }
  return field
    .split('.')
    .map(part => {
      const [name = '', place] = part.split(/[[\]]/)
      return [names[name] ?? name, place].filter(Boolean).join(' ')
    })
    .join(', ')
}

/** The currency of a total of a closing: `totals.invoice CHF.grossCents`. */
const totalled = (field: string) => / ([A-Z]{3})\./.exec(field)?.[1]

/** Amounts as amounts; what is gone as a dash. */
function valueInWords({ field, currency }: Finding, value: string, language: Language): string {
  if (value === '') return '–'
  return /cents$/i.test(field) && /^-?\d+$/.test(value)
    ? formatMoney(Number(value), currency || totalled(field) || EURO, language)
    : withDays(value, language)
}
