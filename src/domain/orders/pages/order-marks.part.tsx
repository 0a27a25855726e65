import { useLabels } from '../../../platform/web/language.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { ordersLabels } from '../labels.ts'
import type { DeliveryRow, OrderRow } from './order-api.part.ts'

const ORDER_TONES: Record<OrderRow['state'], Tone> = {
  draft: 'coming',
  open: 'warning',
  'part-delivered': 'warning',
  delivered: 'good',
  closed: 'good',
  cancelled: 'off',
}
const DELIVERY_TONES: Record<DeliveryRow['state'], Tone> = {
  prepared: 'coming',
  done: 'warning',
  invoiced: 'good',
  cancelled: 'off',
}
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** Where an order stands: drafted, delivered in part… */
export function OrderState({ of }: { of: OrderRow['state'] }) {
  const { states } = useLabels(ordersLabels)
  return <Status of={ORDER_TONES[of]} label={capital(states[of])} />
}

/** Whether a delivery has left, and is invoiced. */
export function DeliveryState({ of }: { of: DeliveryRow['state'] }) {
  const { deliveryStates } = useLabels(ordersLabels)
  return <Status of={DELIVERY_TONES[of]} label={capital(deliveryStates[of])} />
}

/** The nature of an order; that of a double bears [DPL]. Source: SUI-28. */
export const natureOf = ({ nature, isDuplicate }: Pick<OrderRow, 'nature' | 'isDuplicate'>) =>
  [nature, isDuplicate && '[DPL]'].filter(Boolean).join(' ')
