import { IconHome, IconMail } from '@tabler/icons-react'
import type { Screen, ScreenGroup } from '../platform/web/shell/screens.ts'

/** Groups of the navigation, in the documents' words. */
export const groups: ScreenGroup[] = [
  { key: 'home', label: { fr: '', en: '' } },
  { key: 'trade', label: { fr: 'Métier', en: 'Trade' } },
  { key: 'tools', label: { fr: 'Outils', en: 'Tools' } },
]

/** Every screen of a company and its address: the map of the web app. */
export const screens: Screen[] = [
  {
    path: '',
    group: 'home',
    icon: IconHome,
    label: { fr: 'Accueil', en: 'Home' },
    load: async () => (await import('../domain/subscriptions/pages/subscriptions.page.tsx')).SubscriptionsPage,
  },
  {
    path: 'subscriptions',
    group: 'trade',
    icon: IconMail,
    right: 'subscriptions.read',
    label: { fr: 'Abonnements', en: 'Subscriptions' },
    load: async () => (await import('../domain/subscriptions/pages/subscriptions.page.tsx')).SubscriptionsPage,
  },
]
