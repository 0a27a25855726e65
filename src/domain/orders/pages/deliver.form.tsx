import { useCompanyPath } from '../../../platform/web/company.ts'
import { CheckField } from '../../../platform/web/fields/choice-field.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { deliveriesContract } from '../contract/deliveries.ts'
import { handlingWords } from '../labels/handling.ts'
import { orderWords } from '../labels/screens.ts'
import { NoteFields, type NoteValues, noteSaid } from './note-fields.part.tsx'
import { deliveries, type Order } from './order-api.part.ts'

type Values = NoteValues & { done: boolean; quantities: Record<string, number | null> }
type Props = { of: readonly [Order, ...Order[]]; onClose(): void }

/** What can still be put on a note: what is left, less what is on notes that have not left. */
const openLines = (of: readonly Order[]) =>
  of.flatMap(order =>
    order.lines.flatMap(line => {
      const most = line.leftCount - line.preparedCount
      return most > 0 ? [{ ...line, most, order: order.number }] : []
    }),
  )

/** Delivers, or receives, all or a part of what is left of orders of one contact. */
export function Deliver({ of, onClose }: Props) {
  const words = useLabels(orderWords)
  const handling = useLabels(handlingWords)
  const format = useFormat()
  const form = useDeliverForm(of, onClose)
  const open = openLines(of)
  const { quantities } = form.values
  const put = (key: string, quantity: number | null) => form.set({ quantities: { ...quantities, [key]: quantity } })
  const ours = of[0].kind === 'customer'
  const count = format.many(of.length, words.one, words.many)
  const together = ours ? handling.deliverTogether(count) : handling.receiveTogether(count)
  const alone = ours ? words.deliverTitle(of[0].number) : words.receiveTitle(of[0].number)
  return (
    <FormDialog
      title={of.length > 1 ? together : alone}
      form={form}
      submit={words.deliverNow}
      size={640}
      onClose={onClose}
    >
      {open.length === 0 && <p role="alert">{handling.allPrepared}</p>}
      {open.map(({ id, label, most, preparedCount, order }) => (
        <IntegerField
          key={id}
          name={`quantities.${id}`}
          label={of.length > 1 ? `${order} · ${label}` : label}
          description={preparedCount > 0 ? handling.preparedHint(format.integer(preparedCount)) : undefined}
          unit={`/ ${format.integer(most)}`}
          value={quantities[id] ?? null}
          onChange={quantity => put(id, quantity)}
        />
      ))}
      {form.errorAt('lines') && <p role="alert">{form.errorAt('lines')}</p>}
      <NoteFields form={form} ours={ours} />
      <CheckField
        {...form.field('done')}
        label={ours ? words.doneNow : words.receivedNow}
        description={words.doneHint}
      />
    </FormDialog>
  )
}

function useDeliverForm(of: readonly Order[], onClose: () => void) {
  const words = useLabels(orderWords)
  const { today } = useSession()
  const path = useCompanyPath()
  const saved = useSaved(onClose)
  const open = openLines(of)
  return useRecordForm<Values, { id: string; number: string }>({
    initial: {
      deliveredOn: today,
      carrier: '',
      parcelReference: '',
      parcels: null,
      theirReference: '',
      note: '',
      done: true,
      quantities: Object.fromEntries(open.map(({ id, most }) => [id, most])),
    },
    input: ({ quantities, done, ...note }) => ({
      ...noteSaid(note),
      done,
      lines: open.flatMap(({ id }) => (quantities[id] ? [{ orderLineId: id, quantity: quantities[id] }] : [])),
    }),
    schema: deliveriesContract.prepare['~orpc'].inputSchema,
    save: (input: Parameters<typeof deliveries.prepare.call>[0], saving) => deliveries.prepare.call(input, saving),
    onSaved: ({ id, number }) =>
      saved(words.deliveredDone(number), { link: { to: `${path('deliveries')}?open=${id}`, label: number } }),
  })
}
