import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { AmountField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { debitReturnsContract } from '../contract/returns.ts'
import { debitsLabels } from '../labels/lists.ts'
import { returnWords } from '../labels/return-screens.ts'
import { RETURN_KINDS, type ReturnKind } from '../rules/states.ts'
import { type Debit, debitReturns, type Return } from './debit-api.part.ts'

const USUAL = 'AM04'

/** The bank told otherwise than by a file that a debit came back. Source: L-16. */
export function RecordReturn({ of, onClose }: { of: Debit; onClose(): void }) {
  const words = useLabels(returnWords)
  const { kinds } = useLabels(debitsLabels)
  const format = useFormat()
  const { today } = useSession()
  const saved = useSaved(onClose)
  const { data: reasons = [] } = useQuery(debitReturns.reasons.queryOptions())
  const form = useRecordForm({
    initial: {
      ...{ code: USUAL as string | null, kind: 'return' as ReturnKind | null, returnedOn: today as string | null },
      ...{ chargeCents: 0 as number | null, text: '' },
    },
    input: ({ chargeCents, returnedOn, ...values }) => ({
      ...{ id: of.id, ...values },
      ...{ chargeCents: chargeCents ?? 0, returnedOn: returnedOn ?? undefined },
    }),
    schema: debitReturnsContract.record['~orpc'].inputSchema,
    save: (input: Parameters<typeof debitReturns.record.call>[0], saving) => debitReturns.record.call(input, saving),
    onSaved: () => saved(words.recorded),
  })
  return (
    <FormDialog title={words.recordTitle} form={form} submit={words.record} size={460} onClose={onClose}>
      <Text size="sm">
        {of.number} · {of.customer} · {format.money(of.cents)}. {words.recordText}
      </Text>
      <ChoiceField
        {...form.field('code')}
        label={words.reason}
        options={reasons.map(({ code, reason }) => ({ value: code, label: `${reason} (${code})` }))}
        searchable
        required
      />
      <ChoiceField
        {...form.field('kind')}
        label={words.kind}
        options={RETURN_KINDS.map(value => ({ value, label: kinds[value] }))}
      />
      <DayField {...form.field('returnedOn')} label={words.day} />
      <AmountField {...form.field('chargeCents')} label={words.charge} />
      <TextField {...form.field('text')} label={words.says} />
    </FormDialog>
  )
}

/** When its invoice is collected again; without a day, never. */
export function RetryReturn({ of, onClose }: { of: Return; onClose(): void }) {
  const words = useLabels(returnWords)
  const { today } = useSession()
  const saved = useSaved(onClose)
  const form = useRecordForm({
    initial: { retryOn: (of.retryOn ?? today) as string | null },
    input: ({ retryOn }) => ({ id: of.id, retryOn }),
    schema: debitReturnsContract.retry['~orpc'].inputSchema,
    save: (input: Parameters<typeof debitReturns.retry.call>[0], saving) => debitReturns.retry.call(input, saving),
    onSaved: () => saved(words.retryKept),
  })
  return (
    <FormDialog title={words.retryTitle} form={form} submit={words.keepRetry} size={420} onClose={onClose}>
      <DayField {...form.field('retryOn')} label={words.retryOn} description={words.retryHint} />
    </FormDialog>
  )
}
