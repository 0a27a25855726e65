import { IconCalculator } from '@tabler/icons-react'
import type { Screen } from '../../platform/web/shell/screens.ts'

/** Screens of the books. */
export const booksScreens: Screen[] = [
  {
    path: 'books',
    group: 'sales',
    icon: IconCalculator,
    right: 'books.read',
    also: ['book-balance', 'deferred-income', 'fec', 'exchange-rates', 'chart-of-accounts'],
    label: { fr: 'Comptabilité', en: 'Books' },
    load: async () => (await import('../../domain/books/pages/entries.page.tsx')).EntriesPage,
  },
  {
    path: 'book-balance',
    right: 'books.read',
    label: { fr: 'Balance', en: 'Trial balance' },
    load: async () => (await import('../../domain/books/pages/balance.page.tsx')).BalancePage,
  },
  {
    path: 'deferred-income',
    right: 'books.read',
    label: { fr: 'Produits constatés d’avance', en: 'Deferred income' },
    load: async () => (await import('../../domain/books/pages/deferred.page.tsx')).DeferredPage,
  },
  {
    path: 'fec',
    right: 'books.read',
    label: { fr: 'FEC', en: 'FEC' },
    load: async () => (await import('../../domain/books/pages/fec.page.tsx')).FecPage,
  },
  {
    path: 'exchange-rates',
    right: 'books.read',
    label: { fr: 'Taux de change', en: 'Exchange rates' },
    load: async () => (await import('../../domain/books/pages/rates.page.tsx')).RatesPage,
  },
  {
    path: 'chart-of-accounts',
    right: 'books.read',
    label: { fr: 'Plan comptable', en: 'Chart of accounts' },
    load: async () => (await import('../../domain/books/pages/chart.page.tsx')).ChartPage,
  },
]
