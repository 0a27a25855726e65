import { Button } from '@mantine/core'
import {
  IconCheck,
  IconFileInvoice,
  IconFileTypePdf,
  IconMail,
  IconPencil,
  IconTrash,
  IconUser,
  IconX,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import type { RowAction } from '../../../platform/web/list/list-types.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { handlingWords } from '../labels/handling.ts'
import { orderWords } from '../labels/screens.ts'
import { useInvoicing } from './invoicing.part.ts'
import { MailNote } from './mail.form.tsx'
import { CancelNote, EditNote } from './note.form.tsx'
import { type Delivery, type DeliveryRow, deliveries, useDelivery } from './order-api.part.ts'
import { usePaper } from './papers.part.ts'

const DIALOGS = { edit: EditNote, cancel: CancelNote, mail: MailNote }
type Asked = keyof typeof DIALOGS

/** What was asked of a note, once it is read. */
function NoteDialog({ asked, id, onClose }: { asked: Asked; id: string; onClose(): void }) {
  const { data } = useDelivery(id)
  const Dialog = DIALOGS[asked]
  return data?.id === id && <Dialog of={data} onClose={onClose} />
}

function useAsking() {
  const [asked, setAsked] = useState<{ to: Asked; id: string } | null>(null)
  return {
    ask: (to: Asked, id: string) => setAsked({ to, id }),
    dialog: asked && <NoteDialog asked={asked.to} id={asked.id} onClose={() => setAsked(null)} />,
  }
}

function useEnds() {
  const words = useLabels(orderWords)
  const doing = useDoing()
  return {
    done: (id: string) => void doing(() => deliveries.done.call({ id }), words.markedDone),
    discard: (id: string) => void doing(() => deliveries.discard.call({ id }), words.deliveryDiscarded),
  }
}

/** What can be done with a note as it stands. */
export function DeliveryActions({ of }: { of: Delivery }) {
  const words = useLabels(orderWords)
  const handling = useLabels(handlingWords)
  const may = useMay()
  const invoice = useInvoicing()
  const { done, discard } = useEnds()
  const { ask, dialog } = useAsking()
  const paper = usePaper()
  const button = (label: string, icon: ReactNode, run: () => void, main = false) => (
    <Button key={label} variant={main ? 'filled' : 'default'} leftSection={icon} onClick={run}>
      {label}
    </Button>
  )
  const write = may('orders.write')
  const arrived = of.kind === 'delivery' ? words.markDone : words.markArrived
  return (
    <>
      {write && of.state === 'prepared' && button(arrived, <IconCheck size={15} />, () => done(of.id), true)}
      {may('invoicing.write') &&
        of.state === 'done' &&
        of.kind === 'delivery' &&
        button(words.invoice, <IconFileInvoice size={15} />, () => void invoice([of.id]), true)}
      <Button
        component="a"
        variant="default"
        href={paper.address(`/deliveries/${of.id}/pdf`)}
        target="_blank"
        rel="noreferrer"
        leftSection={<IconFileTypePdf size={15} />}
      >
        {handling.pdf}
      </Button>
      {write && of.state !== 'cancelled' && button(handling.mail, <IconMail size={15} />, () => ask('mail', of.id))}
      {write && of.state === 'prepared' && button(words.edit, <IconPencil size={15} />, () => ask('edit', of.id))}
      {write && of.state === 'prepared' && button(words.discardDelivery, <IconTrash size={15} />, () => discard(of.id))}
      {write && of.state === 'done' && button(words.cancelDelivery, <IconX size={15} />, () => ask('cancel', of.id))}
      {dialog}
    </>
  )
}

/** What can be done with notes from their list: sent off, invoiced together, printed, mailed, taken back. */
export function useDeliveryActions(): { actions: RowAction<DeliveryRow>[]; dialog: ReactNode } {
  const { ask, dialog } = useAsking()
  return { actions: [...useHandling(ask), ...useTakingBack(ask)], dialog }
}

function useHandling(ask: (to: Asked, id: string) => void): RowAction<DeliveryRow>[] {
  const words = useLabels(orderWords)
  const handling = useLabels(handlingWords)
  const invoice = useInvoicing()
  const { done } = useEnds()
  const paper = usePaper()
  return [
    {
      key: 'done',
      label: words.markDone,
      icon: <IconCheck size={16} />,
      right: 'orders.write',
      enabled: ({ state }) => state === 'prepared' || words.onlyPrepared,
      run: ({ rows: [row] }) => row && done(row.id),
    },
    {
      key: 'invoice',
      label: words.invoice,
      icon: <IconFileInvoice size={16} />,
      shortcut: 'F',
      right: 'invoicing.write',
      on: 'some',
      enabled: row => (row.state === 'done' && row.kind === 'delivery') || words.onlyDone,
      run: ({ rows }) => void invoice(rows.map(({ id }) => id)),
    },
    {
      key: 'pdf',
      label: handling.pdf,
      icon: <IconFileTypePdf size={16} />,
      apart: true,
      run: ({ rows: [row] }) => row && paper.fetch(`/deliveries/${row.id}/pdf`),
    },
    {
      key: 'mail',
      label: handling.mailAction,
      icon: <IconMail size={16} />,
      shortcut: 'M',
      right: 'orders.write',
      enabled: ({ state }) => state !== 'cancelled' || handling.noteCancelled,
      run: ({ rows: [row] }) => row && ask('mail', row.id),
    },
  ]
}

function useTakingBack(ask: (to: Asked, id: string) => void): RowAction<DeliveryRow>[] {
  const words = useLabels(orderWords)
  const handling = useLabels(handlingWords)
  const { discard } = useEnds()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const prepared = ({ state }: DeliveryRow) => state === 'prepared' || words.onlyPrepared
  return [
    {
      key: 'edit',
      label: handling.editNote,
      icon: <IconPencil size={16} />,
      shortcut: 'F2',
      right: 'orders.write',
      enabled: prepared,
      run: ({ rows: [row] }) => row && ask('edit', row.id),
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
      label: words.cancelDelivery,
      icon: <IconX size={16} />,
      right: 'orders.write',
      apart: true,
      danger: true,
      enabled: row => row.state === 'done' || words.onlyLeft,
      run: ({ rows: [row] }) => row && ask('cancel', row.id),
    },
    {
      key: 'discard',
      label: words.discardDelivery,
      icon: <IconTrash size={16} />,
      right: 'orders.write',
      danger: true,
      enabled: prepared,
      run: ({ rows: [row] }) => row && discard(row.id),
    },
  ]
}
