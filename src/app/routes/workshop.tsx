import { IconClipboardList, IconProgressCheck } from '@tabler/icons-react'
import type { Screen } from '../../platform/web/shell/screens.ts'

/** Screens of orders and of the workshop. */
export const workshopScreens: Screen[] = [
  {
    path: 'orders',
    group: 'sales',
    icon: IconClipboardList,
    right: 'orders.read',
    also: ['supplier-orders', 'deliveries', 'order-settings'],
    label: { fr: 'Commandes', en: 'Orders' },
    knownAs: { fr: 'bons de livraison, fournisseurs', en: 'delivery notes, suppliers' },
    load: async () => (await import('../shell/order-lists.tsx')).OrdersScreen,
  },
  {
    path: 'supplier-orders',
    right: 'orders.read',
    label: { fr: 'Commandes fournisseur', en: 'Supplier orders' },
    load: async () => (await import('../shell/order-lists.tsx')).SupplierOrdersScreen,
  },
  {
    path: 'deliveries',
    right: 'orders.read',
    label: { fr: 'Bons de livraison', en: 'Delivery notes' },
    load: async () => (await import('../../domain/orders/pages/deliveries.page.tsx')).DeliveriesPage,
  },
  {
    path: 'order-settings',
    right: 'orders.read',
    label: { fr: 'Réglages des commandes', en: 'Settings of orders' },
    knownAs: {
      fr: 'statuts, natures, machines, numéros de commande',
      en: 'statuses, natures, machines, order numbers',
    },
    load: async () => (await import('../../domain/orders/pages/order-settings.page.tsx')).OrderSettingsPage,
  },
  {
    path: 'orders/new',
    right: 'orders.write',
    label: { fr: 'Nouvelle commande', en: 'New order' },
    load: async () => (await import('../../domain/orders/pages/order.form.tsx')).NewOrderPage,
  },
  {
    path: 'orders/$id',
    right: 'orders.read',
    label: { fr: 'Commande', en: 'Order' },
    load: async () => (await import('../shell/order-card.tsx')).OrderCard,
  },
  {
    path: 'orders/$id/edit',
    right: 'orders.write',
    label: { fr: 'Commande', en: 'Order' },
    load: async () => (await import('../../domain/orders/pages/order.form.tsx')).EditOrderPage,
  },
  {
    path: 'tracking',
    group: 'sales',
    icon: IconProgressCheck,
    right: 'orders.read',
    also: ['tracking-board', 'tracking-figures', 'tracking-settings', 'stages'],
    label: { fr: 'Suivi de commandes', en: 'Order tracking' },
    knownAs: { fr: 'atelier, étapes, production', en: 'workshop, stages, production' },
    load: async () => (await import('../../domain/tracking/pages/tracking.page.tsx')).TrackingPage,
  },
  {
    path: 'tracking-board',
    right: 'orders.read',
    label: { fr: 'Tableau de l’atelier', en: 'Board of the workshop' },
    load: async () => (await import('../../domain/tracking/pages/board.page.tsx')).BoardPage,
  },
  {
    path: 'workshop',
    right: 'orders.read',
    bare: true,
    label: { fr: 'Atelier', en: 'Workshop' },
    knownAs: { fr: 'tablette, télévision, lire une fiche', en: 'tablet, television, scan a sheet' },
    load: async () => (await import('../../domain/tracking/pages/workshop.page.tsx')).WorkshopPage,
  },
  {
    path: 'tracking-figures',
    right: 'orders.read',
    label: { fr: 'Temps de l’atelier', en: 'Times of the workshop' },
    load: async () => (await import('../../domain/tracking/pages/tracking-figures.page.tsx')).TrackingFiguresPage,
  },
  {
    path: 'tracking-settings',
    right: 'orders.read',
    label: { fr: 'Réglages du suivi de commandes', en: 'Settings of order tracking' },
    load: async () => (await import('../../domain/tracking/pages/tracking-settings.page.tsx')).TrackingSettingsPage,
  },
  {
    path: 'stages',
    right: 'orders.read',
    label: { fr: 'Étapes des commandes', en: 'Stages of orders' },
    load: async () => (await import('../../domain/tracking/pages/stages.page.tsx')).StagesPage,
  },
]
