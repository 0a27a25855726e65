import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { CardPage } from '../../../platform/web/record/card-page.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { orderWords } from '../labels/screens.ts'
import { OrderActions } from './order-actions.part.tsx'
import { type Order, useOrder } from './order-api.part.ts'
import { OrderState } from './order-marks.part.tsx'
import { OrderFacts } from './order-panel.part.tsx'

type Tab = { key: string; label: string; content: ReactNode }

/** One order on its own page; what other slices hang on it is given by the app. */
export function OrderPage({ tabs }: { tabs(order: Order): readonly Tab[] }) {
  const { id } = useParams({ strict: false }) as { id: string }
  const words = useLabels(orderWords)
  const path = useCompanyPath()
  const query = useOrder(id)
  return (
    <CardPage
      query={query}
      back={
        query.data?.kind === 'supplier'
          ? { to: path('supplier-orders'), label: words.supplierOrders }
          : { to: path('orders'), label: words.orders }
      }
      number={({ number }) => number}
      name={({ party }) => party}
      status={order => <OrderState of={order} />}
      actions={order => <OrderActions of={order} />}
      tabs={tabs}
    >
      {order => (
        <>
          <OrderFacts of={order} />
          <Stamps createdAt={order.createdAt} createdBy={order.createdBy} />
        </>
      )}
    </CardPage>
  )
}
