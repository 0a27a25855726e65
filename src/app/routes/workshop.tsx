import { IconProgressCheck } from '@tabler/icons-react'
import type { Screen } from '../../platform/web/shell/screens.ts'

/** Screens of orders and of the workshop. */
export const workshopScreens: Screen[] = [
  {
    path: 'tracking',
    group: 'sales',
    icon: IconProgressCheck,
    right: 'orders.read',
    label: { fr: 'Suivi de commandes', en: 'Order tracking' },
    knownAs: { fr: 'atelier, étapes, production', en: 'workshop, stages, production' },
    load: async () => (await import('../../domain/tracking/pages/tracking.page.tsx')).TrackingPage,
  },
]
