import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useMay, useSession } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { NewContact } from '../../invoicing/pages/new-contact.part.tsx'
import { ordersContract } from '../contract.ts'
import { orderWords } from '../labels/screens.ts'
import { type Order, orders } from './order-api.part.ts'
import { OrderHead, OrderNotes, OrderTerms } from './order-fields.part.tsx'
import { OrderLineFields } from './order-line-fields.part.tsx'
import { emptyOrder, type OrderValues, orderSaid, typedOrder } from './order-values.part.ts'
import classes from './orders.module.css'

/** A new order, of a customer or to a supplier; of whom may be said in the address. */
export function NewOrderPage() {
  const { today, user } = useSession()
  const [{ kind, partyId }] = useSearchValues()
  const [initial] = useState(() =>
    emptyOrder(kind === 'supplier' ? 'supplier' : 'customer', today, partyId ?? null, user.initials),
  )
  return <OrderForm initial={initial} before={null} />
}

/** An order taken up again, as it was when it was opened. */
export function EditOrderPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const common = useLabels(commonWords)
  const { data, error, isFetchedAfterMount } = useQuery(
    orders.get.queryOptions({ input: { id }, refetchOnMount: 'always' }),
  )
  const [opened, setOpened] = useState<Order>()
  if (data && isFetchedAfterMount && !opened) setOpened(data)
  if (opened) return <OrderForm initial={typedOrder(opened)} before={opened} />
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  return <p role="status">{common.loading}</p>
}

function useOrderForm(initial: OrderValues, before: Order | null) {
  const words = useLabels(orderWords)
  const notify = useNotify()
  const path = useCompanyPath()
  const navigate = useNavigate()
  return useRecordForm<OrderValues, Order>({
    initial,
    input: values => orderSaid(values, before),
    schema: ordersContract[before ? 'edit' : 'create']['~orpc'].inputSchema,
    save: (input, saving) => (before ? orders.edit.call(input, saving) : orders.create.call(input, saving)),
    onSaved: ({ id, number }) => {
      notify.done(words.saved(number))
      refresh()
      void navigate({ to: path(`orders/${id}`), ignoreBlocker: true })
    },
  })
}

function OrderForm({ initial, before }: { initial: OrderValues; before: Order | null }) {
  const words = useLabels(orderWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const mayCreate = useMay()('parties.write')
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const form = useOrderForm(initial, before)
  const { kind, confirmed } = form.values
  const title = before
    ? `${words.editOrder} ${before.number}`
    : kind === 'customer'
      ? words.newOrder
      : words.newSupplierOrder
  const back = before ? `orders/${before.id}` : kind === 'customer' ? 'orders' : 'supplier-orders'
  return (
    <>
      <ScreenHeading title={title} name={title} />
      <div className={classes.page}>
        <FormFrame
          form={form}
          submit={before || confirmed ? words.save : words.saveDraft}
          onCancel={() => void navigate({ to: path(back) })}
        >
          <div className={classes.head}>
            <OrderHead form={form} isNew={before === null} onCreateContact={mayCreate ? setTyped : undefined} />
            {!before && <Confirmed value={confirmed} onChange={now => form.set({ confirmed: now })} />}
          </div>
          <OrderTerms form={form} />
          <section className={classes.lines} aria-label={words.lines}>
            <h2>{words.lines}</h2>
            <OrderLineFields form={form} />
          </section>
          <div className={classes.notes}>
            <OrderNotes form={form} />
          </div>
        </FormFrame>
      </div>
      <NewContact
        typed={typed}
        onDone={id => {
          setTyped(undefined)
          if (id) form.set({ partyId: id })
        }}
      />
    </>
  )
}

/** Whether it is an order at once, or a draft. */
function Confirmed({ value, onChange }: { value: boolean; onChange(confirmed: boolean): void }) {
  const words = useLabels(orderWords)
  return (
    <SwitchField
      name="confirmed"
      label={words.state}
      value={value ? 'confirmed' : 'draft'}
      onChange={chosen => onChange(chosen === 'confirmed')}
      options={[
        { value: 'confirmed', label: words.stateConfirmed },
        { value: 'draft', label: words.stateDraft },
      ]}
    />
  )
}
