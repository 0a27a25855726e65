import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { orderWords } from '../labels/screens.ts'
import { ordersLabels } from '../labels.ts'
import { useNatures, useResources, useStatuses } from './order-api.part.ts'
import type { OrderValues } from './order-values.part.ts'

type Part = { form: RecordForm<OrderValues> }

/** Who orders, when, for when, and who follows it. */
export function OrderHead({
  form,
  onCreateContact,
}: Part & { onCreateContact: ((typed: string) => void) | undefined }) {
  const words = useLabels(orderWords)
  const { columns } = useLabels(ordersLabels)
  const { field, values } = form
  const ofCustomer = values.kind === 'customer'
  return (
    <>
      <LookupField
        {...field('partyId')}
        label={ofCustomer ? words.customer : words.supplier}
        source={contactLookup}
        placeholder={words.contactHint}
        {...(onCreateContact ? { onCreate: onCreateContact } : {})}
        required
        autoFocus
      />
      {ofCustomer && (
        <LookupField {...field('payerId')} label={words.payer} source={contactLookup} placeholder={words.payerHint} />
      )}
      <DayField {...field('orderedOn')} label={columns.orderedOn} />
      <DayField {...field('deliverOn')} label={columns.deliverOn} />
      <ChoiceField {...field('natureId')} label={columns.nature} options={useNatures()} clearable searchable />
      <ChoiceField {...field('statusId')} label={columns.status} options={useStatuses(values.kind)} clearable />
      <TextField {...field('theirReference')} label={columns.theirReference} maxLength={100} />
      <TextField {...field('ourReference')} label={columns.ourReference} maxLength={100} />
      <TextField {...field('owner')} label={columns.owner} maxLength={10} />
      <ChoiceField {...field('resourceId')} label={columns.resource} options={useResources()} clearable />
    </>
  )
}

/** What is printed at its foot, and what is not. */
export function OrderNotes({ form }: Part) {
  const words = useLabels(orderWords)
  return (
    <>
      <TextField {...form.field('note')} label={words.note} kind="lines" maxLength={2000} />
      <TextField {...form.field('privateNote')} label={words.privateNote} kind="lines" maxLength={2000} />
    </>
  )
}
