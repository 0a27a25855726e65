import { useCompanyPath } from '../../../platform/web/company.ts'
import { CheckField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { deliveriesContract } from '../contract/deliveries.ts'
import { orderWords } from '../labels/screens.ts'
import { ordersLabels } from '../labels.ts'
import { deliveries, type Order } from './order-api.part.ts'

type Values = {
  deliveredOn: string | null
  carrier: string
  parcelReference: string
  done: boolean
  quantities: Record<string, number | null>
}

/** Delivers, or receives, all or a part of what is left of an order. */
export function Deliver({ of, onClose }: { of: Order; onClose(): void }) {
  const words = useLabels(orderWords)
  const { deliveryColumns } = useLabels(ordersLabels)
  const { today } = useSession()
  const path = useCompanyPath()
  const saved = useSaved(onClose)
  const open = of.lines.filter(({ leftCount }) => leftCount > 0)
  const ours = of.kind === 'customer'
  const form = useRecordForm<Values, { id: string; number: string }>({
    initial: {
      deliveredOn: today,
      carrier: '',
      parcelReference: '',
      done: true,
      quantities: Object.fromEntries(open.map(({ id, leftCount }) => [id, leftCount])),
    },
    input: ({ quantities, deliveredOn, ...said }) => ({
      ...said,
      deliveredOn: deliveredOn ?? undefined,
      lines: open.flatMap(({ id }) => (quantities[id] ? [{ orderLineId: id, quantity: quantities[id] }] : [])),
    }),
    schema: deliveriesContract.prepare['~orpc'].inputSchema,
    save: (input: Parameters<typeof deliveries.prepare.call>[0], saving) => deliveries.prepare.call(input, saving),
    onSaved: ({ id, number }) =>
      saved(words.deliveredDone(number), { link: { to: `${path('deliveries')}?open=${id}`, label: number } }),
  })
  const { quantities } = form.values
  return (
    <FormDialog
      title={ours ? words.deliverTitle(of.number) : words.receiveTitle(of.number)}
      form={form}
      submit={words.deliverNow}
      size={640}
      onClose={onClose}
    >
      {open.map(({ id, label, leftCount }) => (
        <IntegerField
          key={id}
          name={`quantities.${id}`}
          label={label}
          unit={`/ ${leftCount}`}
          value={quantities[id] ?? null}
          onChange={quantity => form.set({ quantities: { ...quantities, [id]: quantity } })}
        />
      ))}
      {form.errorAt('lines') && <p role="alert">{words.nothingTyped}</p>}
      <DayField {...form.field('deliveredOn')} label={ours ? words.deliveredOn : words.receivedOn} />
      <CheckField
        {...form.field('done')}
        label={ours ? words.doneNow : words.receivedNow}
        description={words.doneHint}
      />
      {ours && <TextField {...form.field('carrier')} label={deliveryColumns.carrier} maxLength={100} />}
      {ours && <TextField {...form.field('parcelReference')} label={deliveryColumns.parcelReference} maxLength={100} />}
    </FormDialog>
  )
}
