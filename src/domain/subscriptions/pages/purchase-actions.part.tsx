import { IconFileInvoice, IconMailFast, IconPencil, IconTrash, IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { RowAction } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { purchaseFormWords } from '../labels/purchase-form.ts'
import { purchaseWords } from '../labels/purchases.ts'

type Purchase = { id: string; recipientId: string; invoiceId: string | null }

/** Where one goes from a purchase of a list. Source: ABO-38, ABO-39. */
export function usePurchaseActions<Row extends Purchase>(): RowAction<Row>[] {
  const words = useLabels(purchaseWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  return [
    {
      key: 'contact',
      label: words.showContact,
      icon: <IconUser size={16} />,
      right: 'parties.read',
      run: ({ rows: [row] }) => row && void navigate({ to: path(`contacts/${row.recipientId}`) }),
    },
    {
      key: 'invoice',
      label: words.showInvoice,
      icon: <IconFileInvoice size={16} />,
      right: 'invoicing.read',
      enabled: row => row.invoiceId !== null || words.outsideInvoice,
      run: ({ rows: [row] }) => row?.invoiceId && void navigate({ to: path(`invoices/${row.invoiceId}`) }),
    },
    {
      key: 'shipments',
      label: words.shipments,
      icon: <IconMailFast size={16} />,
      shortcut: 'mod+E',
      right: 'dispatch.read',
      run: ({ rows: [row] }) =>
        row && void navigate({ to: path('shipments'), search: { purchaseId: row.id } as never }),
    },
  ]
}

/** The same, with what changes it. Source: ABO-34, ABO-49. */
export function useOwnPurchaseActions<Row extends Purchase>(remove: (row: Row) => void): RowAction<Row>[] {
  const words = useLabels(purchaseFormWords)
  const [, setSearch] = useSearchValues()
  const going = usePurchaseActions<Row>()
  return [
    ...going,
    {
      key: 'edit',
      label: words.edit,
      icon: <IconPencil size={16} />,
      shortcut: 'F2',
      right: 'subscriptions.write',
      apart: true,
      run: ({ rows: [row] }) => row && setSearch({ open: row.id, edit: row.id }),
    },
    {
      key: 'remove',
      label: words.remove,
      icon: <IconTrash size={16} />,
      shortcut: 'Delete',
      right: 'subscriptions.write',
      danger: true,
      run: ({ rows: [row] }) => row && remove(row),
    },
  ]
}
