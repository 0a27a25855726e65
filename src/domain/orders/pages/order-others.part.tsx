import { Menu } from '@mantine/core'
import {
  IconArchive,
  IconArchiveOff,
  IconCopy,
  IconPackageOff,
  IconQrcode,
  IconTag,
  IconTrash,
  IconX,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { handlingWords } from '../labels/handling.ts'
import { orderWords } from '../labels/screens.ts'
import { type Order, orders } from './order-api.part.ts'
import type { Asked } from './order-dialogs.part.tsx'
import { usePaper } from './papers.part.ts'

type Props = { of: Order; ask(to: Asked): void }

/** What is done with an order more seldom. */
export function OtherActions({ of, ask }: Props) {
  const words = useLabels(orderWords)
  const handling = useLabels(handlingWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const doing = useDoing()
  const paper = usePaper()
  const duplicate = async () => {
    const { id } = await orders.duplicate.call({ id: of.id })
    void navigate({ to: path(`orders/${id}`) })
  }
  return (
    <>
      <Menu.Item leftSection={<IconTag size={16} />} onClick={() => ask('status')}>
        {handling.changeStatus}
      </Menu.Item>
      {of.kind === 'customer' && (
        <Menu.Item
          component="a"
          href={paper.address('/orders/job-sheets', { ids: of.id, at: location.origin })}
          target="_blank"
          rel="noreferrer"
          leftSection={<IconQrcode size={16} />}
        >
          {handling.jobSheet}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => void doing(duplicate)}>
        {words.duplicate}
      </Menu.Item>
      <Endings of={of} ask={ask} />
    </>
  )
}

/** How an order ends: closed, given up, cancelled, or thrown away while it is a draft. */
function Endings({ of: { id, kind, state }, ask }: Props) {
  const words = useLabels(orderWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const doing = useDoing()
  const discard = async () => {
    await orders.discard.call({ id })
    void navigate({ to: path(kind === 'customer' ? 'orders' : 'supplier-orders') })
  }
  return (
    <>
      {state === 'delivered' && (
        <Menu.Item
          leftSection={<IconArchive size={16} />}
          onClick={() => void doing(() => orders.close.call({ id }), words.closedDone)}
        >
          {words.close}
        </Menu.Item>
      )}
      {state === 'closed' && (
        <Menu.Item
          leftSection={<IconArchiveOff size={16} />}
          onClick={() => void doing(() => orders.reopen.call({ id }), words.reopened)}
        >
          {words.reopen}
        </Menu.Item>
      )}
      {(state === 'open' || state === 'part-delivered') && (
        <Menu.Item leftSection={<IconPackageOff size={16} />} onClick={() => ask('giveUp')}>
          {words.giveUp}
        </Menu.Item>
      )}
      {state === 'open' && (
        <Menu.Item color="red" leftSection={<IconX size={16} />} onClick={() => ask('cancel')}>
          {words.cancel}
        </Menu.Item>
      )}
      {state === 'draft' && (
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} />}
          onClick={() => void doing(discard, words.discarded)}
        >
          {words.discard}
        </Menu.Item>
      )}
    </>
  )
}
