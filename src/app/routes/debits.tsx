import { IconBuildingBank } from '@tabler/icons-react'
import type { Screen } from '../../platform/web/shell/screens.ts'

/** Screens of direct debits. */
export const debitScreens: Screen[] = [
  {
    path: 'debit-candidates',
    group: 'sales',
    icon: IconBuildingBank,
    right: 'debits.read',
    also: [
      'debit-notices',
      'debit-batches',
      'debits',
      'debit-returns',
      'debit-return-files',
      'mandates',
      'debit-settings',
    ],
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
    path: 'debit-notices',
    right: 'debits.read',
    label: { fr: 'Préavis de prélèvement', en: 'Notices of direct debits' },
    load: async () => (await import('../../domain/debits/pages/notices.page.tsx')).NoticesPage,
  },
  {
    path: 'debit-batches',
    right: 'debits.read',
    label: { fr: 'Remises de prélèvements', en: 'Batches of direct debits' },
    load: async () => (await import('../../domain/debits/pages/batches.page.tsx')).BatchesPage,
  },
  {
    path: 'debit-batches/$id',
    right: 'debits.read',
    label: { fr: 'Remise de prélèvements', en: 'Batch of direct debits' },
    load: async () => (await import('../../domain/debits/pages/batch.page.tsx')).BatchPage,
  },
  {
    path: 'debits',
    right: 'debits.read',
    label: { fr: 'Prélèvements, un par un', en: 'Direct debits, one by one' },
    load: async () => (await import('../../domain/debits/pages/debits.page.tsx')).DebitsPage,
  },
  {
    path: 'debit-returns',
    right: 'debits.read',
    label: { fr: 'Prélèvements impayés', en: 'Unpaid direct debits' },
    knownAs: { fr: 'rejets, retours de prélèvement', en: 'rejected, returned debits' },
    load: async () => (await import('../../domain/debits/pages/returns.page.tsx')).ReturnsPage,
  },
  {
    path: 'debit-return-files',
    right: 'debits.read',
    label: { fr: 'Fichiers de retours de la banque', en: 'Return files of the bank' },
    load: async () => (await import('../../domain/debits/pages/return-files.page.tsx')).ReturnFilesPage,
  },
  {
    path: 'debit-settings',
    right: 'debits.read',
    label: { fr: 'Réglages des prélèvements', en: 'Settings of direct debits' },
    load: async () => (await import('../../domain/debits/pages/debit-settings.page.tsx')).DebitSettingsPage,
  },
]
