import { Button, Menu } from '@mantine/core'
import {
  IconCheck,
  IconDots,
  IconFileInvoice,
  IconFileTypePdf,
  IconMail,
  IconPencil,
  IconTruckDelivery,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordButton } from '../../../platform/web/record/facts.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { handlingWords } from '../labels/handling.ts'
import { orderWords } from '../labels/screens.ts'
import { useInvoicing } from './invoicing.part.ts'
import { type Order, orders } from './order-api.part.ts'
import { type Asked, OrderDialog } from './order-dialogs.part.tsx'
import { OtherActions } from './order-others.part.tsx'
import { usePaper } from './papers.part.ts'

const invoiceable = ({ deliveries }: Order) =>
  deliveries.filter(({ doneAt, cancelledOn, invoiceId }) => doneAt && !cancelledOn && !invoiceId)

/** What can be done with an order as it stands. */
export function OrderActions({ of }: { of: Order }) {
  const words = useLabels(orderWords)
  const doing = useDoing()
  const may = useMay()
  const [asked, setAsked] = useState<Asked | null>(null)
  const going = of.state === 'open' || of.state === 'part-delivered'
  const write = may('orders.write')
  return (
    <>
      {write && of.state === 'draft' && (
        <Button
          leftSection={<IconCheck size={15} />}
          onClick={() => void doing(() => orders.confirm.call({ id: of.id }), words.confirmed)}
        >
          {words.confirm}
        </Button>
      )}
      {write && going && (
        <Button leftSection={<IconTruckDelivery size={15} />} onClick={() => setAsked('deliver')}>
          {of.kind === 'customer' ? words.deliver : words.receive}
        </Button>
      )}
      {of.kind === 'customer' && may('invoicing.write') && <InvoiceDelivered of={of} />}
      {write && of.state !== 'cancelled' && of.state !== 'closed' && (
        <RecordButton to={`orders/${of.id}/edit`} icon={<IconPencil size={15} />}>
          {words.edit}
        </RecordButton>
      )}
      <Papers of={of} ask={setAsked} />
      {write && (
        <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 0 }}>
          <Menu.Target>
            <Button variant="default" leftSection={<IconDots size={15} />}>
              {words.more}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <OtherActions of={of} ask={setAsked} />
          </Menu.Dropdown>
        </Menu>
      )}
      {asked && <OrderDialog asked={asked} ids={[of.id]} onClose={() => setAsked(null)} />}
    </>
  )
}

/** All that left of the order and is on no invoice yet. */
function InvoiceDelivered({ of }: { of: Order }) {
  const words = useLabels(handlingWords)
  const invoice = useInvoicing()
  const ids = invoiceable(of).map(({ id }) => id)
  if (ids.length === 0) return null
  return (
    <Button variant="default" leftSection={<IconFileInvoice size={15} />} onClick={() => void invoice(ids)}>
      {words.invoiceDelivered}
    </Button>
  )
}

function Papers({ of, ask }: { of: Order; ask(to: Asked): void }) {
  const words = useLabels(handlingWords)
  const may = useMay()
  const paper = usePaper()
  return (
    <>
      <Button
        component="a"
        variant="default"
        href={paper.address(`/orders/${of.id}/pdf`)}
        target="_blank"
        rel="noreferrer"
        leftSection={<IconFileTypePdf size={15} />}
      >
        {words.pdf}
      </Button>
      {may('orders.write') && of.state !== 'draft' && of.state !== 'cancelled' && (
        <Button variant="default" leftSection={<IconMail size={15} />} onClick={() => ask('mail')}>
          {words.mail}
        </Button>
      )}
    </>
  )
}
