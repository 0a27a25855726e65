import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PanelForm } from '../../../platform/web/record/panel-form.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { shipmentsContract } from '../../dispatch/contract.ts'
import { purchaseLookup } from '../../dispatch/pages/lookups.part.tsx'
import { replacementsContract } from '../contract/replacements.ts'
import { returnsWords } from '../labels/screens.ts'
import { returnsLabels } from '../labels.ts'
import { REASONS, type ReplacementReason } from '../rules/causes.ts'

const api = apiOf('replacements', replacementsContract)
const shipments = apiOf('shipments', shipmentsContract)
type Ask = Parameters<typeof api.ask.call>[0]
type Request = Awaited<ReturnType<typeof api.ask.call>>

const blank = {
  purchaseId: null as string | null,
  issueId: null as string | null,
  reason: 'not-received' as ReplacementReason | null,
  note: '',
  copies: null as number | null,
  forcedReason: '',
}

/** Asks for a copy again; beyond the limit of its title, a manager says why. Source: CIR-17. */
export function AskReplacement({
  purchaseId,
  issueId,
  onDone,
}: {
  purchaseId: string | undefined
  issueId: string | undefined
  onDone(id: string | undefined): void
}) {
  const words = useLabels(returnsWords)
  const { reasons } = useLabels(returnsLabels)
  const notify = useNotify()
  const [limited, setLimited] = useState(false)
  const form = useRecordForm<typeof blank, Request>({
    initial: { ...blank, purchaseId: purchaseId ?? null, issueId: issueId ?? null },
    input: ({ copies, forcedReason, ...values }) => ({
      ...values,
      copies: copies ?? undefined,
      forcedReason: forcedReason || undefined,
    }),
    schema: replacementsContract.ask['~orpc'].inputSchema,
    save: (input: Ask, saving) =>
      api.ask.call(input, saving).catch(error => {
        setLimited(error?.code === 'returns.limitReached')
        throw error
      }),
    onSaved: ({ id, issueNumber }) => {
      notify.done(words.askedDone(issueNumber))
      refresh()
      onDone(id)
    },
  })
  return (
    <PanelForm title={words.newRequest}>
      <FormFrame form={form} submit={words.ask} onCancel={() => onDone(undefined)}>
        <LookupField
          {...form.field('purchaseId')}
          onChange={id => form.set({ purchaseId: id, issueId: null })}
          label={words.purchase}
          source={purchaseLookup}
          required
        />
        <CopyField
          purchaseId={form.values.purchaseId}
          value={form.values.issueId}
          onChange={issueId => form.set({ issueId })}
          error={form.field('issueId').error}
        />
        <ChoiceField
          {...form.field('reason')}
          label={words.reason}
          options={REASONS.map(value => ({ value, label: reasons[value] }))}
        />
        <TextField {...form.field('note')} label={words.note} required={form.values.reason === 'other'} />
        <IntegerField {...form.field('copies')} label={words.copies} />
        {(limited || form.values.forcedReason) && (
          <TextField {...form.field('forcedReason')} label={words.forced} required />
        )}
      </FormFrame>
    </PanelForm>
  )
}

type CopyProps = {
  purchaseId: string | null
  value: string | null
  onChange(issueId: string | null): void
  error: string | undefined
}

/** The copies that left for a purchase, the latest first. */
function CopyField({ purchaseId, value, onChange, error }: CopyProps) {
  const words = useLabels(returnsWords)
  const format = useFormat()
  const { data } = useQuery(
    shipments.list.queryOptions({ input: purchaseId ? { purchaseId, sort: '-number', limit: 50 } : skipToken }),
  )
  const sent = new Map(data?.rows.filter(row => !row.cancelledOn).map(row => [row.issueId, row]))
  return (
    <ChoiceField
      name="issueId"
      label={words.copyOf}
      description={data && sent.size === 0 ? words.noCopy : words.copyHint}
      value={value}
      onChange={onChange}
      error={error}
      required
      disabled={!purchaseId || sent.size === 0}
      options={[...sent.values()].map(row => ({
        value: row.issueId,
        label: words.shipped(row.issueNumber, format.day(row.sentOn), row.number),
      }))}
    />
  )
}
