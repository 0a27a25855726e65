import { skipToken, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { CheckField, ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { adjustmentsContract, holdsContract } from '../contract/holds.ts'
import { ledgerWords } from '../labels/ledger.ts'
import { Dialog } from './dialog.part.tsx'
import { useLedger } from './ledger.part.tsx'
import { useIssueLookup } from './lookups.part.tsx'

const holdsApi = apiOf('holds', holdsContract)
const adjustmentsApi = apiOf('adjustments', adjustmentsContract)
/** Why a person suspends a subscription. */
export const HOLD_WISHES = ['customer', 'unpaid', 'undeliverable', 'other'] as const

type HoldValues = {
  fromIssueId: string | null
  toIssueId: string | null
  kind: (typeof HOLD_WISHES)[number] | null
  reason: string
  countsAsServed: boolean
}
type Of = { id: string; number: number }

const asked = (id: string, { fromIssueId, toIssueId, kind, ...said }: HoldValues) => ({
  purchaseIds: [id],
  fromIssueId: fromIssueId ?? undefined,
  toIssueId: toIssueId ?? undefined,
  kind: kind ?? undefined,
  ...said,
})

/** Suspends a subscription; says what is missed and how the end moves before it is done. Source: CIR-15. */
export function Suspend({ of, onDone }: { of: Of & { titleId: string }; onDone(): void }) {
  const words = useLabels(ledgerWords)
  const notify = useNotify()
  const first = useLedger(of.id).data?.firstStoppable
  const issues = useIssueLookup(of.titleId)
  const form = useRecordForm<HoldValues, { placed: number }>({
    initial: {
      fromIssueId: first?.issueId ?? null,
      toIssueId: null,
      kind: 'customer',
      reason: '',
      countsAsServed: false,
    },
    input: values => asked(of.id, values),
    schema: holdsContract.place['~orpc'].inputSchema,
    save: (input, saving) => holdsApi.place.call(input, saving),
    onSaved: () => {
      notify.done(words.suspended(String(of.number)))
      refresh()
      onDone()
    },
  })
  return (
    <Dialog title={words.suspendTitle(String(of.number))} onClose={onDone}>
      <FormFrame form={form} submit={words.suspend} onCancel={onDone}>
        <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
          <LookupField
            {...form.field('fromIssueId')}
            label={words.fromIssue}
            source={issues}
            description={first ? words.firstStoppable(first.number) : words.noneStoppable}
            required
          />
          <LookupField
            {...form.field('toIssueId')}
            label={words.toIssue}
            source={issues}
            description={words.untilLifted}
          />
        </FieldRow>
        <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
          <ChoiceField
            {...form.field('kind')}
            label={words.kind}
            options={HOLD_WISHES.map(value => ({ value, label: words.kinds[value] }))}
          />
          <TextField {...form.field('reason')} label={words.reason} />
        </FieldRow>
        <CheckField {...form.field('countsAsServed')} label={words.lost} />
        <Preview id={of.id} values={form.values} />
      </FormFrame>
    </Dialog>
  )
}

function Preview({ id, values }: { id: string; values: HoldValues }) {
  const words = useLabels(ledgerWords)
  const { data } = useQuery({
    ...holdsApi.preview.queryOptions({ input: values.fromIssueId ? asked(id, values) : skipToken }),
    retry: false,
  })
  if (!data) return null
  const [moved] = data.ends
  const missed = data.missed.map(({ number }) => words.issue(number)).join(', ')
  return (
    <div role="status" style={{ display: 'grid', gap: 2 }}>
      <span>{missed ? words.misses(missed) : words.missesNothing}</span>
      <span>
        {moved === undefined && words.endStays}
        {moved?.after === '' && words.endUnknown}
        {moved?.after && words.endMoves(moved.before, moved.after)}
      </span>
    </div>
  )
}

type AdjustValues = { issues: number | null; reason: string }

/** Gives issues to a subscription, or takes some. Source: CIR-3. */
export function Adjust({ of, onDone }: { of: Of; onDone(): void }) {
  const words = useLabels(ledgerWords)
  const notify = useNotify()
  const form = useRecordForm<AdjustValues, { adjusted: number }>({
    initial: { issues: null, reason: '' },
    input: ({ issues, reason }) => ({ purchaseIds: [of.id], issues: issues ?? undefined, reason }),
    schema: adjustmentsContract.make['~orpc'].inputSchema,
    save: (input, saving) => adjustmentsApi.make.call(input, saving),
    onSaved: () => {
      notify.done(words.adjusted(String(of.number)))
      refresh()
      onDone()
    },
  })
  return (
    <Dialog title={words.adjustTitle(String(of.number))} onClose={onDone}>
      <FormFrame form={form} submit={words.adjust} onCancel={onDone}>
        <FieldRow widths="168px minmax(0, 1fr)">
          <IntegerField
            {...form.field('issues')}
            label={words.issuesToAdd}
            description={words.issuesToAddHelp}
            required
          />
          <TextField {...form.field('reason')} label={words.reason} required />
        </FieldRow>
      </FormFrame>
    </Dialog>
  )
}
