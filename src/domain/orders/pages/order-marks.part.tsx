import { useMemo } from 'react'
import { useLabels } from '../../../platform/web/language.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { handlingWords } from '../labels/handling.ts'
import { ordersLabels } from '../labels.ts'
import type { OrderKind } from '../rules/order.ts'
import { ORDER_STATES } from '../rules/state.ts'
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

/** Where an order stands: drafted, delivered in part, or received when it is ours to a supplier. */
export function OrderState({ of: { state, kind } }: { of: Pick<OrderRow, 'state' | 'kind'> }) {
  return <Status of={ORDER_TONES[state]} label={useOrderStates(kind)[state]} />
}

/** The words of the states of orders of a kind, as they stand on screen. */
export function useOrderStates(kind: OrderKind): Record<OrderRow['state'], string> {
  const { states } = useLabels(ordersLabels)
  const { supplierStates } = useLabels(handlingWords)
  return useMemo(
    () =>
      Object.fromEntries(
        ORDER_STATES.map(state => [
          state,
          capital({ ...states, ...(kind === 'supplier' ? supplierStates : {}) }[state]),
        ]),
      ) as Record<OrderRow['state'], string>,
    [states, supplierStates, kind],
  )
}

/** Whether a delivery has left and is to be invoiced, or came in. */
export function DeliveryState({ of: { state, kind } }: { of: Pick<DeliveryRow, 'state' | 'kind'> }) {
  const { deliveryStates } = useLabels(ordersLabels)
  const { received, toInvoice } = useLabels(handlingWords)
  if (state !== 'done') return <Status of={DELIVERY_TONES[state]} label={capital(deliveryStates[state])} />
  return kind === 'receipt' ? <Status of="good" label={received} /> : <Status of="warning" label={toInvoice} />
}

/** The nature of an order; that of a double bears [DPL]. Source: SUI-28. */
export const natureOf = ({ nature, isDuplicate }: Pick<OrderRow, 'nature' | 'isDuplicate'>) =>
  [nature, isDuplicate && '[DPL]'].filter(Boolean).join(' ')
