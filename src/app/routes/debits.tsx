import { IconBuildingBank } from '@tabler/icons-react'
import type { Screen } from '../../platform/web/shell/screens.ts'

/** Screens of direct debits. */
export const debitScreens: Screen[] = [
  {
    path: 'debit-candidates',
    group: 'sales',
    icon: IconBuildingBank,
    right: 'debits.read',
    also: ['mandates', 'debit-settings'],
    label: { fr: 'Prélèvements', en: 'Direct debits' },
    knownAs: { fr: 'SEPA, à prélever', en: 'SEPA, to collect' },
    load: async () => (await import('../../domain/debits/pages/candidates.page.tsx')).CandidatesPage,
  },
  {
    path: 'mandates',
    right: 'debits.read',
    label: { fr: 'Mandats de prélèvement', en: 'Direct debit mandates' },
    load: async () => (await import('../../domain/debits/pages/mandates.page.tsx')).MandatesPage,
  },
  {
    path: 'debit-settings',
    right: 'debits.read',
    label: { fr: 'Réglages des prélèvements', en: 'Settings of direct debits' },
    load: async () => (await import('../../domain/debits/pages/debit-settings.page.tsx')).DebitSettingsPage,
  },
]
