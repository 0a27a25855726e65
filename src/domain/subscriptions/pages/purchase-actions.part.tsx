import { IconMailFast, IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { RowAction } from '../../../platform/web/list/list-types.ts'
import { purchaseWords } from '../labels/purchases.ts'

type Purchase = { id: string; recipientId: string }

/** What can be done with a purchase from its list. Source: ABO-38, ABO-39. */
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
