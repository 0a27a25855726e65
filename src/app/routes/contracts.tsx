import { IconRepeat } from '@tabler/icons-react'
import type { Screen } from '../../platform/web/shell/screens.ts'

/** Screens of recurring contracts. */
export const contractScreens: Screen[] = [
  {
    path: 'contracts',
    group: 'sales',
    icon: IconRepeat,
    right: 'contracts.read',
    also: ['contract-terms', 'contract-notices', 'contract-prices', 'contract-forecast', 'contract-settings'],
    label: { fr: 'Contrats', en: 'Contracts' },
    knownAs: { fr: 'abonnements récurrents, échéances', en: 'recurring subscriptions, terms' },
    load: async () => (await import('../../domain/contracts/pages/contracts.page.tsx')).ContractsPage,
  },
  {
    path: 'contracts/new',
    right: 'contracts.write',
    label: { fr: 'Nouveau contrat', en: 'New contract' },
    load: async () => (await import('../../domain/contracts/pages/new-contract.page.tsx')).NewContractPage,
  },
  {
    path: 'contracts/$id',
    right: 'contracts.read',
    label: { fr: 'Contrat', en: 'Contract' },
    load: async () => (await import('../shell/contract-card.tsx')).ContractCard,
  },
  {
    path: 'contracts/$id/edit',
    right: 'contracts.write',
    label: { fr: 'Contrat', en: 'Contract' },
    load: async () => (await import('../../domain/contracts/pages/edit-contract.page.tsx')).EditContractPage,
  },
  {
    path: 'contracts/$id/schedule',
    right: 'contracts.write',
    label: { fr: 'Échéances du contrat', en: 'Terms of the contract' },
    load: async () => (await import('../../domain/contracts/pages/schedule.page.tsx')).SchedulePage,
  },
  {
    path: 'contract-terms',
    right: 'contracts.read',
    label: { fr: 'Échéances des contrats', en: 'Terms of contracts' },
    load: async () => (await import('../../domain/contracts/pages/terms.page.tsx')).TermsPage,
  },
  {
    path: 'contract-notices',
    right: 'contracts.read',
    label: { fr: 'Avis des contrats', en: 'Notices of contracts' },
    load: async () => (await import('../../domain/contracts/pages/notices.page.tsx')).ContractNoticesPage,
  },
  {
    path: 'contract-prices',
    right: 'contracts.read',
    label: { fr: 'Changements de prix des contrats', en: 'Changes of price of contracts' },
    load: async () => (await import('../../domain/contracts/pages/prices.page.tsx')).ContractPricesPage,
  },
  {
    path: 'contract-forecast',
    right: 'contracts.read',
    label: { fr: 'Prévision de facturation', en: 'Forecast of invoicing' },
    load: async () => (await import('../../domain/contracts/pages/forecast.page.tsx')).ForecastPage,
  },
  {
    path: 'contract-settings',
    right: 'contracts.read',
    label: { fr: 'Réglages des contrats', en: 'Settings of contracts' },
    load: async () => (await import('../../domain/contracts/pages/contract-settings.page.tsx')).ContractSettingsPage,
  },
]
