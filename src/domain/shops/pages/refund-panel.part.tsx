import { Button, Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordButton, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { shopRefundsContract } from '../contract/refunds.ts'
import { refundWords } from '../labels/refunds.ts'
import { REFUND_EFFECTS, type RefundEffect } from '../rules/order.ts'
import { RefundRules } from './refund-rules.form.tsx'

export const shopRefunds = apiOf('shopRefunds', shopRefundsContract)
export type Refund = Awaited<ReturnType<typeof shopRefunds.list.call>>['rows'][number]

const TONES = { waits: 'warning', quarantined: 'bad', taken: 'good', gone: 'off' } as const

/** What became of a refund in a word; of one that waits, what it waits for. */
export function refundWord({ states, waits }: RefundWords, { state, stateReason }: Waiting): string {
  if (state !== 'waits') return states[state]
  return waits[stateReason as keyof typeof waits] ?? states.waits
}

type RefundWords = (typeof refundWords)['fr']
type Waiting = Pick<Refund, 'state' | 'stateReason'>

/** What became of a refund: a dot and a word. */
export function RefundStatus({ of }: { of: Waiting }) {
  return <Status of={TONES[of.state]} label={refundWord(useLabels(refundWords), of)} />
}

/** One refund beside its list: what it was, what it waits for, and the rules of its shop. */
export function RefundPanel({ id, row }: { id: string; row: Refund | undefined }) {
  const words = useLabels(refundWords)
  const query = useQuery({
    ...shopRefunds.list.queryOptions({ input: { id, limit: 1 } }),
    select: ({ rows }) => rows[0] ?? row!,
  })
  return (
    <RecordPanel query={query}>
      {refund => (
        <>
          <RecordHead
            number={refund.orderNumber}
            name={refund.buyerName}
            status={<RefundStatus of={refund} />}
            actions={
              <>
                <RecordButton to="shop-orders" search={{ open: refund.orderId }}>
                  {words.showOrder}
                </RecordButton>
                {refund.state === 'quarantined' && <Retry of={refund} />}
              </>
            }
          />
          {refund.stateReason && <p>{words.reasons[refund.stateReason as keyof typeof words.reasons]}</p>}
          {refund.stateReason === 'refundEffectUnknown' && <Decision key={refund.id} of={refund} />}
          <RefundFacts of={refund} />
          <RecordPart title={words.rulesOf(refund.shop)}>
            <RefundRules shopId={refund.shopId} />
          </RecordPart>
        </>
      )}
    </RecordPanel>
  )
}

function RefundFacts({ of: refund }: { of: Refund }) {
  const words = useLabels(refundWords)
  const format = useFormat()
  const { columns } = words
  return (
    <Facts
      facts={[
        { label: columns.cents, value: <strong>{format.money(refund.cents, refund.currency)}</strong> },
        { label: columns.refundedAt, value: format.instant(refund.refundedAt) },
        { label: columns.kind, value: refund.kind && words.kinds[refund.kind] },
        { label: columns.effect, value: refund.effect && words.effects[refund.effect] },
        { label: columns.reason, value: refund.reason },
        {
          label: columns.creditNoteNumber,
          value: refund.creditNoteId && (
            <RecordLink to={`invoices/${refund.creditNoteId}`}>{refund.creditNoteNumber}</RecordLink>
          ),
        },
        { label: words.served, value: refund.sold.length > 0 ? refund.sold.join(', ') : words.nothingServed },
        { label: columns.externalId, value: refund.externalId },
      ]}
    />
  )
}

/** Stops what was sold or goes on with it; remembered, it is not asked again. */
function Decision({ of: { id, kind } }: { of: Refund }) {
  const words = useLabels(refundWords)
  const notify = useNotify()
  const may = useMay()
  const form = useRecordForm({
    initial: { effect: 'keep' as RefundEffect, remember: false },
    input: values => ({ id, ...values }),
    schema: shopRefundsContract.decide['~orpc'].inputSchema,
    save: (input: Parameters<typeof shopRefunds.decide.call>[0], saving) => shopRefunds.decide.call(input, saving),
    onSaved: ({ decided }) => {
      notify.done(words.decided(decided))
      refresh()
    },
  })
  if (!may('shops.write')) return null
  const labels = { 'stop-now': words.stop, keep: words.keep }
  const { effect, remember } = form.values
  return (
    <FormFrame form={form} submit={words.save}>
      <SwitchField
        {...form.field('effect')}
        label={words.decide}
        description={effect === 'keep' ? words.keepHint : words.stopHint}
        options={REFUND_EFFECTS.map(value => ({ value, label: labels[value] }))}
      />
      <Checkbox
        label={words.remember}
        description={kind && words.rememberHint(words.kinds[kind])}
        checked={remember}
        onChange={({ currentTarget }) => form.set({ remember: currentTarget.checked })}
      />
    </FormFrame>
  )
}

function Retry({ of: { id } }: { of: Refund }) {
  const words = useLabels(refundWords)
  const notify = useNotify()
  const may = useMay()
  const [busy, setBusy] = useState(false)
  const retry = async () => {
    setBusy(true)
    try {
      const { state } = await shopRefunds.retry.call({ id })
      notify.done(state === 'quarantined' ? words.stillNot : words.retried)
    } catch (error) {
      notify.failed(error)
    }
    setBusy(false)
    refresh()
  }
  if (!may('shops.write')) return null
  return (
    <Button variant="default" size="xs" loading={busy} onClick={() => void retry()}>
      {words.retry}
    </Button>
  )
}
