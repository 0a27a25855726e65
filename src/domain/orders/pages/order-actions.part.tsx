import { Button, Menu } from '@mantine/core'
import { IconCheck, IconDots, IconPencil, IconTruckDelivery } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordButton } from '../../../platform/web/record/facts.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { orderWords } from '../labels/screens.ts'
import { Deliver } from './deliver.form.tsx'
import { type Order, orders } from './order-api.part.ts'
import { CancelOrder, GiveUp } from './order-dialogs.part.tsx'

type Asked = 'deliver' | 'cancel' | 'giveUp'

/** What can be done with an order as it stands. */
export function OrderActions({ of }: { of: Order }) {
  const words = useLabels(orderWords)
  const doing = useDoing()
  const [asked, setAsked] = useState<Asked | null>(null)
  if (!useMay()('orders.write')) return null
  const close = () => setAsked(null)
  const going = of.state === 'open' || of.state === 'part-delivered'
  return (
    <>
      {of.state === 'draft' && (
        <Button
          leftSection={<IconCheck size={15} />}
          onClick={() => void doing(() => orders.confirm.call({ id: of.id }), words.confirmed)}
        >
          {words.confirm}
        </Button>
      )}
      {going && (
        <Button leftSection={<IconTruckDelivery size={15} />} onClick={() => setAsked('deliver')}>
          {of.kind === 'customer' ? words.deliver : words.receive}
        </Button>
      )}
      {of.state !== 'cancelled' && of.state !== 'closed' && (
        <RecordButton to={`orders/${of.id}/edit`} icon={<IconPencil size={15} />}>
          {words.edit}
        </RecordButton>
      )}
      <Others of={of} ask={setAsked} />
      {asked === 'deliver' && <Deliver of={of} onClose={close} />}
      {asked === 'cancel' && <CancelOrder of={of} onClose={close} />}
      {asked === 'giveUp' && <GiveUp of={of} onClose={close} />}
    </>
  )
}

/** What is done more seldom. */
function Others({ of, ask }: { of: Order; ask(to: Asked): void }) {
  const words = useLabels(orderWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const doing = useDoing()
  const go = (to: string) => void navigate({ to: path(to) })
  const { id, state } = of
  return (
    <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDots size={15} />}>
          {words.more}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void doing(async () => go(`orders/${(await orders.duplicate.call({ id })).id}`))}>
          {words.duplicate}
        </Menu.Item>
        {state === 'delivered' && (
          <Menu.Item onClick={() => void doing(() => orders.close.call({ id }), words.closedDone)}>
            {words.close}
          </Menu.Item>
        )}
        {state === 'closed' && (
          <Menu.Item onClick={() => void doing(() => orders.reopen.call({ id }), words.reopened)}>
            {words.reopen}
          </Menu.Item>
        )}
        {(state === 'open' || state === 'part-delivered') && (
          <Menu.Item onClick={() => ask('giveUp')}>{words.giveUp}</Menu.Item>
        )}
        {state === 'open' && (
          <Menu.Item color="red" onClick={() => ask('cancel')}>
            {words.cancel}
          </Menu.Item>
        )}
        {state === 'draft' && (
          <Menu.Item
            color="red"
            onClick={() =>
              void doing(async () => {
                await orders.discard.call({ id })
                go(of.kind === 'customer' ? 'orders' : 'supplier-orders')
              }, words.discarded)
            }
          >
            {words.discard}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
