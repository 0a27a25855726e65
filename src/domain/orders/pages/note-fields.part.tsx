import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { handlingWords } from '../labels/handling.ts'
import { orderWords } from '../labels/screens.ts'
import { ordersLabels } from '../labels.ts'
import classes from './orders.module.css'

/** What a note says beside its lines. */
export type NoteValues = {
  deliveredOn: string | null
  carrier: string
  parcelReference: string
  parcels: number | null
  theirReference: string
  note: string
}

/** A note as the operations take it. */
export const noteSaid = ({ deliveredOn, parcels, ...said }: NoteValues) => ({
  ...said,
  deliveredOn: deliveredOn ?? undefined,
  parcels: parcels ?? undefined,
})

/** When it left and by whom; of what came in, the number of the supplier's own note. */
export function NoteFields<Values extends NoteValues>({ form, ours }: { form: RecordForm<Values>; ours: boolean }) {
  const words = useLabels(orderWords)
  const handling = useLabels(handlingWords)
  const { deliveryColumns } = useLabels(ordersLabels)
  const { field } = form as unknown as RecordForm<NoteValues>
  return (
    <>
      <div className={classes.two}>
        <DayField {...field('deliveredOn')} label={ours ? words.deliveredOn : words.receivedOn} />
        {ours ? (
          <TextField {...field('carrier')} label={deliveryColumns.carrier} maxLength={100} />
        ) : (
          <TextField {...field('theirReference')} label={handling.theirNote} maxLength={100} />
        )}
        {ours && <TextField {...field('parcelReference')} label={deliveryColumns.parcelReference} maxLength={100} />}
        {ours && <IntegerField {...field('parcels')} label={deliveryColumns.parcels} />}
      </div>
      <TextField {...field('note')} label={handling.note} kind="lines" maxLength={2000} />
    </>
  )
}
