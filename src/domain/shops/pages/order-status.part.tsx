import { useLabels } from '../../../platform/web/language.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { orderWords } from '../labels/orders.ts'
import type { OrderState } from '../rules/order.ts'

const TONES: Record<OrderState, Tone> = {
  taken: 'good',
  'not-sold': 'off',
  waits: 'warning',
  quarantined: 'bad',
  'left-alone': 'off',
}

/** What became of an order here. */
export function OrderStatus({ of }: { of: OrderState }) {
  return <Status of={TONES[of]} label={useLabels(orderWords).states[of]} />
}

/** The shop's own word for where an order stands, in the words it shows itself where they are known. */
export function useStatusWord() {
  const { statuses } = useLabels(orderWords)
  return (status: string) => statuses[status] ?? status
}
