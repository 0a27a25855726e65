import { apiOf } from '../../../platform/web/api.ts'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import { SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { reminderPausesContract } from '../contract/reminders.ts'
import { reminderWords } from '../labels/reminder-screens.ts'
import { reminderLabels } from '../labels/reminders.ts'
import { PAUSE_KINDS } from '../rules/reminders.ts'

const api = apiOf('reminderPauses', reminderPausesContract)

export type Paused = {
  invoiceId: string
  number: string
  customerId: string
  customer: string
  kind: 'disputed' | 'paused'
}

/** Halts the reminders of a document, or of all of its customer. */
export function PauseDialog({ of, onClose }: { of: Paused; onClose(): void }) {
  const words = useLabels(reminderWords)
  const { kinds } = useLabels(reminderLabels)
  const saved = useSaved(onClose)
  const form = useRecordForm({
    initial: { what: 'document' as 'document' | 'customer', kind: of.kind, reason: '', untilOn: null as string | null },
    input: ({ what, kind, reason, untilOn }) => ({
      kind,
      reason,
      untilOn: untilOn ?? undefined,
      ...(what === 'document' ? { invoiceId: of.invoiceId } : { customerId: of.customerId }),
    }),
    schema: reminderPausesContract.create['~orpc'].inputSchema,
    save: (input: Parameters<typeof api.create.call>[0], saving) => api.create.call(input, saving),
    onSaved: () => saved(words.paused),
  })
  return (
    <FormDialog title={words.pauseTitle} form={form} submit={words.savePause} size={520} onClose={onClose}>
      <SwitchField
        {...form.field('what')}
        label={words.what}
        options={[
          { value: 'document', label: words.ofDocument(of.number) },
          { value: 'customer', label: words.ofCustomer(of.customer) },
        ]}
      />
      <SwitchField
        {...form.field('kind')}
        label={words.kind}
        options={PAUSE_KINDS.map(value => ({ value, label: kinds[value] }))}
      />
      <TextField {...form.field('reason')} label={words.reason} required />
      <DayField {...form.field('untilOn')} label={words.untilOn} description={words.untilHint} />
    </FormDialog>
  )
}

/** Lets reminders go on. */
export function useEndPause() {
  const words = useLabels(reminderWords)
  const doing = useDoing()
  return (id: string) => doing(() => api.end.call({ id }), words.ended)
}
