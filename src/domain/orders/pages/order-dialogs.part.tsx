import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ordersContract } from '../contract.ts'
import { orderWords } from '../labels/screens.ts'
import { type Order, orders } from './order-api.part.ts'

type Props = { of: Order; onClose(): void }

/** Cancels an order, and says why. */
export function CancelOrder({ of, onClose }: Props) {
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
export function GiveUp({ of, onClose }: Props) {
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
