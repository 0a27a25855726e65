import { useQueries } from '@tanstack/react-query'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ordersContract } from '../contract.ts'
import { handlingWords } from '../labels/handling.ts'
import { orderWords } from '../labels/screens.ts'
import { ordersLabels } from '../labels.ts'
import { Deliver } from './deliver.form.tsx'
import { MailOrder } from './mail.form.tsx'
import { type Order, orders, useStatuses } from './order-api.part.ts'

export type Asked = 'deliver' | 'cancel' | 'giveUp' | 'mail' | 'status'

type Props = { of: Order; onClose(): void }

/** What was asked of orders, once they are read: those that the screen has, or those chosen in a list. */
export function OrderDialog({ asked, ids, onClose }: { asked: Asked; ids: readonly string[]; onClose(): void }) {
  const found = useQueries({ queries: ids.map(id => orders.get.queryOptions({ input: { id } })) })
  const [first, ...others] = found.flatMap(({ data }) => data ?? [])
  if (first === undefined || others.length < ids.length - 1) return null
  if (asked === 'deliver') return <Deliver of={[first, ...others]} onClose={onClose} />
  if (asked === 'status') return <ChangeStatus of={first} onClose={onClose} />
  if (asked === 'mail') return <MailOrder of={first} onClose={onClose} />
  if (asked === 'giveUp') return <GiveUp of={first} onClose={onClose} />
  return <CancelOrder of={first} onClose={onClose} />
}

/** Gives an order another status, or none. Source: SUI-24, SUI-25, SUI-28. */
function ChangeStatus({ of, onClose }: Props) {
  const words = useLabels(handlingWords)
  const { columns } = useLabels(ordersLabels)
  const saved = useSaved(onClose)
  const form = useRecordForm({
    initial: { statusId: of.statusId },
    input: ({ statusId }) => ({ id: of.id, revision: of.revision, statusId }),
    schema: ordersContract.setStatus['~orpc'].inputSchema,
    save: (input: Parameters<typeof orders.setStatus.call>[0], saving) => orders.setStatus.call(input, saving),
    onSaved: () => saved(words.statusSaved),
  })
  return (
    <FormDialog title={words.statusTitle(of.number)} form={form} submit={words.saveStatus} size={520} onClose={onClose}>
      <ChoiceField
        {...form.field('statusId')}
        label={columns.status}
        description={words.noStatus}
        options={useStatuses(of.kind)}
        clearable
      />
    </FormDialog>
  )
}

/** Cancels an order, and says why. */
function CancelOrder({ of, onClose }: Props) {
  const words = useLabels(orderWords)
  const saved = useSaved(onClose)
  const form = useRecordForm({
    initial: { reason: '' },
    input: ({ reason }) => ({ id: of.id, reason }),
    schema: ordersContract.cancel['~orpc'].inputSchema,
    save: (input: Parameters<typeof orders.cancel.call>[0], saving) => orders.cancel.call(input, saving),
    onSaved: () => saved(words.cancelledDone),
  })
  return (
    <FormDialog title={words.cancelTitle(of.number)} form={form} submit={words.cancelNow} size={520} onClose={onClose}>
      <p>{words.cancelText}</p>
      <TextField {...form.field('reason')} label={words.reason} maxLength={100} required autoFocus />
    </FormDialog>
  )
}

/** Says that what is left of an order will not be delivered, and why. */
function GiveUp({ of, onClose }: Props) {
  const words = useLabels(orderWords)
  const format = useFormat()
  const saved = useSaved(onClose)
  const left = of.lines.reduce((sum, { leftCount }) => sum + leftCount, 0)
  const form = useRecordForm({
    initial: { reason: '' },
    input: ({ reason }) => ({ id: of.id, reason }),
    schema: ordersContract.giveUp['~orpc'].inputSchema,
    save: (input: Parameters<typeof orders.giveUp.call>[0], saving) => orders.giveUp.call(input, saving),
    onSaved: () => saved(words.givenUp),
  })
  return (
    <FormDialog title={words.giveUpTitle(of.number)} form={form} submit={words.giveUpNow} size={520} onClose={onClose}>
      <p>{words.giveUpText(format.many(left, words.articleOne, words.articleMany))}</p>
      <TextField {...form.field('reason')} label={words.reason} maxLength={100} required autoFocus />
    </FormDialog>
  )
}
