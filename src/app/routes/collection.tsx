import { IconBuildingBank, IconMailExclamation } from '@tabler/icons-react'
import type { Screen } from '../../platform/web/shell/screens.ts'

/** Screens of what banks tell, and of what is late. */
export const collectionScreens: Screen[] = [
  {
    path: 'reconciliation',
    group: 'sales',
    icon: IconBuildingBank,
    right: 'payments.read',
    also: ['bank-movements', 'bank-statements'],
    label: { fr: 'Rapprochement', en: 'Bank matching' },
    load: async () => (await import('../../domain/payments/pages/reconciliation.page.tsx')).ReconciliationPage,
  },
  {
    path: 'bank-movements',
    right: 'payments.read',
    label: { fr: 'Mouvements de banque', en: 'Bank movements' },
    load: async () => (await import('../../domain/payments/pages/bank-movements.page.tsx')).BankMovementsPage,
  },
  {
    path: 'bank-statements',
    right: 'payments.read',
    label: { fr: 'Relevés de compte', en: 'Bank statements' },
    load: async () => (await import('../../domain/payments/pages/bank-statements.page.tsx')).BankStatementsPage,
  },
  {
    path: 'late-documents',
    group: 'sales',
    icon: IconMailExclamation,
    right: 'payments.read',
    also: ['reminders', 'reminder-pauses', 'reminder-settings'],
    label: { fr: 'Relances d’impayés', en: 'Payment reminders' },
    load: async () => (await import('../../domain/payments/pages/late.page.tsx')).LatePage,
  },
  {
    path: 'reminders',
    right: 'payments.read',
    label: { fr: 'Relances faites', en: 'Reminders made' },
    load: async () => (await import('../../domain/payments/pages/reminders.page.tsx')).RemindersPage,
  },
  {
    path: 'reminder-pauses',
    right: 'payments.read',
    label: { fr: 'Relances suspendues', en: 'Paused reminders' },
    load: async () => (await import('../../domain/payments/pages/reminder-pauses.page.tsx')).ReminderPausesPage,
  },
  {
    path: 'reminder-settings',
    right: 'payments.read',
    label: { fr: 'Niveaux de relance', en: 'Reminder levels' },
    load: async () => (await import('../../domain/payments/pages/reminder-settings.page.tsx')).ReminderSettingsPage,
  },
]
