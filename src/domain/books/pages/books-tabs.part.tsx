import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { booksWords } from '../labels/screens.ts'

const BOOKS_SCREENS = [
  'books',
  'book-balance',
  'deferred-income',
  'fec',
  'exchange-rates',
  'chart-of-accounts',
] as const

/** The views of the books. */
export function useBooksTabs(active: (typeof BOOKS_SCREENS)[number]) {
  const words = useLabels(booksWords)
  const path = useCompanyPath()
  const names = [words.entries, words.balance, words.deferred, words.fec, words.rates, words.chart]
  return BOOKS_SCREENS.map((screen, at) => ({ label: names[at]!, to: path(screen), active: active === screen }))
}
