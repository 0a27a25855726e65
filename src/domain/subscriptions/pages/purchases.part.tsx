import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListProps } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useNewSale } from '../../invoicing/pages/new-sale.part.tsx'
import { purchaseFormWords } from '../labels/purchase-form.ts'
import { purchaseWords } from '../labels/purchases.ts'
import { usePrintPurchases } from './print-purchases.part.tsx'
import { CreatePurchase } from './purchase.form.tsx'
import { useOwnPurchaseActions } from './purchase-actions.part.tsx'
import { type PurchaseKind, RemovePurchase } from './purchase-head.part.tsx'
import { usePurchaseTabs } from './purchase-tabs.part.tsx'

type Row = {
  id: string
  number: number
  recipientId: string
  lastName: string
  firstName: string
  legalName: string
  invoiceId: string | null
}
type Own<R extends Row> = Pick<
  ListProps<R>,
  'source' | 'counted' | 'columns' | 'filters' | 'exportPath' | 'empty' | 'actions'
> & {
  kind: PurchaseKind
  name: 'subscriptions' | 'single-issues'
  panel(id: string): ReactNode
  dialog?: ReactNode
}

/** One of the two views of the purchases, with what can be done in both. Source: ABO-27, ABO-34, ABO-40, ABO-49. */
export function PurchasesPage<R extends Row>({ kind, name, panel, actions = [], dialog, ...own }: Own<R>) {
  const words = useLabels(purchaseWords)
  const form = useLabels(purchaseFormWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const sale = useNewSale()
  const [, setSearch] = useSearchValues()
  const [removing, setRemoving] = useState<R | null>(null)
  const printing = usePrintPurchases<R>()
  return (
    <>
      <ListPage
        {...own}
        title={words.purchases}
        name={name}
        searchPlaceholder={words.search}
        tabs={usePurchaseTabs(name)}
        actions={[...useOwnPurchaseActions<R>(setRemoving), printing.action, ...actions]}
        mainAction={{ label: form.create, right: 'subscriptions.write', run: () => setSearch({ open: 'new' }) }}
        otherActions={[
          sale,
          {
            label: words.recipients,
            right: 'dispatch.read',
            run: () =>
              void navigate({ to: path('recipients'), search: (kind === 'subscription' ? {} : { kind }) as never }),
          },
          { label: form.close, run: () => void navigate({ to: path('') }) },
        ]}
        panel={id => (id === 'new' ? <CreatePurchase kind={kind} onDone={open => setSearch({ open })} /> : panel(id))}
        card={row => path(`${name}/${row.id}`)}
        rowName={row => `${row.number} ${row.lastName} ${row.firstName}`}
      />
      {printing.dialog}
      {dialog}
      <RemovePurchase
        kind={kind}
        of={removing}
        onClose={() => setRemoving(null)}
        onGone={() => setSearch({ open: undefined })}
      />
    </>
  )
}
