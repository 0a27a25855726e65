import {
  IconCopy,
  IconFileTypePdf,
  IconMail,
  IconPencil,
  IconQrcode,
  IconTag,
  IconTruckDelivery,
  IconUser,
  IconX,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import type { RowAction } from '../../../platform/web/list/list-types.ts'
import { handlingWords } from '../labels/handling.ts'
import { orderWords } from '../labels/screens.ts'
import type { OrderKind } from '../rules/order.ts'
import { type OrderRow, orders } from './order-api.part.ts'
import { type Asked, OrderDialog } from './order-dialogs.part.tsx'
import { usePaper } from './papers.part.ts'

type Ask = (to: Asked) => (chosen: { rows: readonly OrderRow[] }) => void
const going = ({ state }: OrderRow) => state === 'open' || state === 'part-delivered'

/** What can be done with orders from their list. */
export function useOrderRowActions(kind: OrderKind): { actions: RowAction<OrderRow>[]; dialog: ReactNode } {
  const [asked, setAsked] = useState<{ to: Asked; ids: string[] } | null>(null)
  const ask: Ask =
    to =>
    ({ rows }) =>
      setAsked({ to, ids: rows.map(({ id }) => id) })
  const actions = [...useHandling(kind, ask), ...usePapers(kind, ask), ...useRest(ask)]
  return {
    actions,
    dialog: asked && <OrderDialog asked={asked.to} ids={asked.ids} onClose={() => setAsked(null)} />,
  }
}

function useHandling(kind: OrderKind, ask: Ask): RowAction<OrderRow>[] {
  const words = useLabels(orderWords)
  const handling = useLabels(handlingWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  return [
    {
      key: 'deliver',
      label: kind === 'customer' ? words.deliver : words.receive,
      icon: <IconTruckDelivery size={16} />,
      shortcut: 'L',
      right: 'orders.write',
      on: 'some',
      enabled: row => going(row) || handling.onlyOpen,
      run: ask('deliver'),
    },
    {
      key: 'edit',
      label: words.edit,
      icon: <IconPencil size={16} />,
      shortcut: 'F2',
      right: 'orders.write',
      enabled: ({ state }) => (state !== 'cancelled' && state !== 'closed') || handling.onlyOpen,
      run: ({ rows: [row] }) => row && void navigate({ to: path(`orders/${row.id}/edit`) }),
    },
    {
      key: 'status',
      label: handling.changeStatus,
      icon: <IconTag size={16} />,
      right: 'orders.write',
      run: ask('status'),
    },
  ]
}

function usePapers(kind: OrderKind, ask: Ask): RowAction<OrderRow>[] {
  const handling = useLabels(handlingWords)
  const paper = usePaper()
  const sheets: RowAction<OrderRow> = {
    key: 'job-sheets',
    label: handling.jobSheets,
    icon: <IconQrcode size={16} />,
    on: 'some',
    run: ({ rows }) =>
      paper.fetch('/orders/job-sheets', { ids: rows.map(({ id }) => id).join(','), at: location.origin }),
  }
  return [
    {
      key: 'pdf',
      label: handling.pdf,
      icon: <IconFileTypePdf size={16} />,
      apart: true,
      run: ({ rows: [row] }) => row && paper.fetch(`/orders/${row.id}/pdf`),
    },
    ...(kind === 'customer' ? [sheets] : []),
    {
      key: 'mail',
      label: handling.mailAction,
      icon: <IconMail size={16} />,
      shortcut: 'M',
      right: 'orders.write',
      enabled: ({ state }) => (state === 'draft' ? handling.notYet : state === 'cancelled' ? handling.cancelled : true),
      run: ask('mail'),
    },
  ]
}

function useRest(ask: Ask): RowAction<OrderRow>[] {
  const words = useLabels(orderWords)
  const handling = useLabels(handlingWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const doing = useDoing()
  const duplicate = async ({ id }: OrderRow) => {
    const twin = await orders.duplicate.call({ id })
    void navigate({ to: path(`orders/${twin.id}`) })
  }
  return [
    {
      key: 'duplicate',
      label: words.duplicate,
      icon: <IconCopy size={16} />,
      right: 'orders.write',
      apart: true,
      run: ({ rows: [row] }) => row && void doing(() => duplicate(row)),
    },
    {
      key: 'contact',
      label: handling.showContact,
      icon: <IconUser size={16} />,
      right: 'parties.read',
      run: ({ rows: [row] }) => row && void navigate({ to: path(`contacts/${row.partyId}`) }),
    },
    {
      key: 'cancel',
      label: words.cancel,
      icon: <IconX size={16} />,
      right: 'orders.write',
      apart: true,
      danger: true,
      enabled: ({ state }) => state === 'open' || handling.onlyOpen,
      run: ask('cancel'),
    },
  ]
}
