import { IconHome } from '@tabler/icons-react'
import type { Screen, ScreenGroup } from '../platform/web/shell/screens.ts'
import { booksScreens } from './routes/books.tsx'
import { collectionScreens } from './routes/collection.tsx'
import { contractScreens } from './routes/contracts.tsx'
import { debitScreens } from './routes/debits.tsx'
import { exchangeScreens } from './routes/exchange.tsx'
import { moneyScreens } from './routes/money.tsx'
import { recordsScreens } from './routes/records.tsx'
import { shopScreens } from './routes/shops.tsx'
import { toolsScreens } from './routes/tools.tsx'
import { tradeScreens } from './routes/trade.tsx'
import { workshopScreens } from './routes/workshop.tsx'

/** Groups of the navigation, in the documents' words. */
export const groups: ScreenGroup[] = [
  { key: 'home', label: { fr: '', en: '' } },
  { key: 'trade', label: { fr: 'Métier', en: 'Trade' } },
  { key: 'sales', label: { fr: 'Ventes', en: 'Sales' } },
  { key: 'records', label: { fr: '', en: '' } },
  { key: 'tools', label: { fr: 'Outils', en: 'Tools' } },
]

/** Every screen of a company and its address: the map of the web app. */
export const screens: Screen[] = [
  {
    path: '',
    group: 'home',
    icon: IconHome,
    label: { fr: 'Accueil', en: 'Home' },
    load: async () => (await import('./shell/home.tsx')).HomePage,
  },
  ...tradeScreens,
  ...recordsScreens,
  ...workshopScreens,
  ...exchangeScreens,
  ...shopScreens,
  ...contractScreens,
  ...moneyScreens,
  ...debitScreens,
  ...collectionScreens,
  ...booksScreens,
  ...toolsScreens,
]
