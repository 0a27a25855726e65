import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { deliveriesContract } from '../contract/deliveries.ts'
import { handlingWords } from '../labels/handling.ts'
import { orderWords } from '../labels/screens.ts'
import { NoteFields, type NoteValues, noteSaid } from './note-fields.part.tsx'
import { type Delivery, deliveries } from './order-api.part.ts'

type Values = NoteValues & { quantities: Record<string, number | null> }
type Props = { of: Delivery; onClose(): void }

/** Changes a note that has not left; a line of none of it is taken off. */
export function EditNote({ of, onClose }: Props) {
  const words = useLabels(handlingWords)
  const format = useFormat()
  const saved = useSaved(onClose)
  const form = useRecordForm<Values, Delivery>({
    initial: {
      deliveredOn: of.deliveredOn,
      carrier: of.carrier,
      parcelReference: of.parcelReference,
      parcels: of.parcels,
      theirReference: of.theirReference,
      note: of.note,
      quantities: Object.fromEntries(of.lines.map(({ orderLineId, quantity }) => [orderLineId, quantity])),
    },
    input: ({ quantities, ...note }) => ({
      ...noteSaid(note),
      id: of.id,
      revision: of.revision,
      lines: of.lines.flatMap(({ orderLineId }) =>
        quantities[orderLineId] ? [{ orderLineId, quantity: quantities[orderLineId] }] : [],
      ),
    }),
    schema: deliveriesContract.edit['~orpc'].inputSchema,
    save: (input: Parameters<typeof deliveries.edit.call>[0], saving) => deliveries.edit.call(input, saving),
    onSaved: ({ number }) => saved(words.noteSaved(number)),
  })
  const { quantities } = form.values
  return (
    <FormDialog title={words.editNoteTitle(of.number)} form={form} submit={words.saveNote} size={640} onClose={onClose}>
      {of.lines.map(({ orderLineId, label, orderedCount }) => (
        <IntegerField
          key={orderLineId}
          name={`quantities.${orderLineId}`}
          label={label}
          unit={`/ ${format.integer(orderedCount)}`}
          value={quantities[orderLineId] ?? null}
          onChange={quantity => form.set({ quantities: { ...quantities, [orderLineId]: quantity } })}
        />
      ))}
      {form.errorAt('lines') && <p role="alert">{form.errorAt('lines')}</p>}
      <NoteFields form={form} ours={of.kind === 'delivery'} />
    </FormDialog>
  )
}

/** Takes a note back, and says why. */
export function CancelNote({ of, onClose }: Props) {
  const words = useLabels(orderWords)
  const saved = useSaved(onClose)
  const form = useRecordForm({
    initial: { reason: '' },
    input: ({ reason }) => ({ id: of.id, reason }),
    schema: deliveriesContract.cancel['~orpc'].inputSchema,
    save: (input: Parameters<typeof deliveries.cancel.call>[0], saving) => deliveries.cancel.call(input, saving),
    onSaved: () => saved(words.deliveryCancelled),
  })
  return (
    <FormDialog
      title={words.cancelDeliveryTitle(of.number)}
      form={form}
      submit={words.cancelDeliveryNow}
      size={520}
      onClose={onClose}
    >
      <p>{words.cancelDeliveryText}</p>
      <TextField {...form.field('reason')} label={words.reason} maxLength={100} required autoFocus />
    </FormDialog>
  )
}
