import { IconCalendarDue, IconCash } from '@tabler/icons-react'
import type { Screen } from '../../platform/web/shell/screens.ts'

/** Screens of money that comes in, and of what customers owe. */
export const moneyScreens: Screen[] = [
  {
    path: 'payments',
    group: 'sales',
    icon: IconCash,
    right: 'payments.read',
    also: ['cheque-deposits', 'bank-accounts'],
    label: { fr: 'Règlements', en: 'Payments' },
    load: async () => (await import('../../domain/payments/pages/payments.page.tsx')).PaymentsPage,
  },
  {
    path: 'cheque-deposits',
    right: 'payments.read',
    label: { fr: 'Remises de chèques', en: 'Cheque deposits' },
    load: async () => (await import('../../domain/payments/pages/deposits.page.tsx')).DepositsPage,
  },
  {
    path: 'bank-accounts',
    right: 'payments.read',
    label: { fr: 'Comptes et caisses', en: 'Accounts and tills' },
    load: async () => (await import('../../domain/payments/pages/bank-accounts.page.tsx')).BankAccountsPage,
  },
  {
    path: 'ageing',
    group: 'sales',
    icon: IconCalendarDue,
    right: 'payments.read',
    also: ['account-statement'],
    label: { fr: 'Balance âgée, comptes', en: 'Aged balance, accounts' },
    load: async () => (await import('../../domain/payments/pages/ageing.page.tsx')).AgeingPage,
  },
  {
    path: 'account-statement',
    right: 'payments.read',
    label: { fr: 'Relevé de compte', en: 'Statement of account' },
    load: async () => (await import('../../domain/payments/pages/account.page.tsx')).AccountPage,
  },
]
