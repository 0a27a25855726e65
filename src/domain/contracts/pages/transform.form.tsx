import { Alert, Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { Selection } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { Dialog } from '../../subscriptions/pages/dialog.part.tsx'
import { contractTermsContract } from '../contract/terms.ts'
import { termWords } from '../labels/term-screens.ts'
import { contractTerms, type Refused, type Term } from './contract-api.part.ts'
import classes from './contracts.module.css'

type Asked = Parameters<typeof contractTerms.invoiceMany.call>[0]
type Which = Pick<Asked, 'ids' | 'matching'>
type Answer = Awaited<ReturnType<typeof contractTerms.invoiceMany.call>>
type Into = 'draft' | 'issued'
export type Chosen = { which: Which; count: number }

/** Those chosen one by one, or all that the list shows; a filter of yes or no is a word in the address. */
export const chosenOf = ({ all, query, rows, count }: Selection<Term>): Chosen => ({
  count,
  which: all
    ? {
        matching: {
          ...query,
          ...(query.late === undefined ? {} : { late: query.late === 'true' }),
        } as Which['matching'],
      }
    : { ids: rows.map(({ id }) => id) },
})

/** *Transformer*: what would come of it, the state of the invoices, then all of them at once. Source: REC-33, X-67. */
export function Transform({ which, count, onClose }: Chosen & { onClose(): void }) {
  const words = useLabels(termWords)
  const format = useFormat()
  const told = useTold()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const form = useRecordForm<{ into: Into }, Answer>({
    initial: { into: 'draft' },
    input: ({ into }) => ({ ...which, into }),
    schema: contractTermsContract.invoiceMany['~orpc'].inputSchema,
    save: (input: Asked, saving) => contractTerms.invoiceMany.call(input, saving),
    onSaved: made => {
      told(made, form.values.into)
      if (made.refused.length > 0) setAnswer(made)
      else onClose()
    },
  })
  return (
    <Dialog title={words.transformTitle(format.integer(count), count > 1)} onClose={onClose}>
      {answer ? (
        <Stack gap="sm">
          <NotDone refused={answer.refused} />
          <Close onClose={onClose} />
        </Stack>
      ) : (
        <FormFrame form={form} submit={words.record} onCancel={onClose}>
          <Preview which={which} into={form.values.into} />
          <SwitchField
            {...form.field('into')}
            label={words.intoState}
            options={(['draft', 'issued'] as const).map(value => ({ value, label: words.intoStates[value] }))}
          />
          <p className={classes.dimmed}>{form.values.into === 'draft' ? words.intoDraftHint : words.intoIssuedHint}</p>
        </FormFrame>
      )}
    </Dialog>
  )
}

/** How many invoices, and what they come to. */
function Preview({ which, into }: { which: Which; into: Into }) {
  const words = useLabels(termWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const { data, error } = useQuery({ ...contractTerms.preview.queryOptions({ input: which }), retry: false })
  if (error)
    return (
      <Alert color="red" role="alert" p="xs">
        {failureOf(error, common.unreachable).message}
      </Alert>
    )
  if (!data) return <p className={classes.dimmed}>{words.counting}</p>
  const { invoiceCount, grossCents, aheadCount } = data
  return (
    <div role="status">
      <strong>
        {format.many(invoiceCount, words.invoiceOne, words.invoiceMany)}
        {grossCents !== null && `, ${words.gross(format.money(grossCents))}`}
      </strong>
      {into === 'issued' && aheadCount > 0 && (
        <p className={classes.text}>{words.ahead(format.integer(aheadCount), aheadCount > 1)}</p>
      )}
    </div>
  )
}

/** Those that could not be, by reason, each with its contract. */
export function NotDone({ refused }: { refused: Refused }) {
  const words = useLabels(termWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  return (
    <Alert color="yellow" role="alert" p="xs" title={words.notDone}>
      {refused.map(({ why, count, terms }) => (
        <p key={why} className={classes.text}>
          {format.many(count, words.one, words.many)}
          {common.colon}
          {why}{' '}
          {terms.map(({ id, contractId, customer }, at) => (
            <span key={id}>
              {at > 0 && ', '}
              <RecordLink to={`contracts/${contractId}`}>{customer}</RecordLink>
            </span>
          ))}
          {count > terms.length && '…'}
        </p>
      ))}
    </Alert>
  )
}

function Close({ onClose }: { onClose(): void }) {
  const common = useLabels(commonWords)
  return (
    <Group justify="flex-end">
      <Button onClick={onClose} data-autofocus>
        {common.close}
      </Button>
    </Group>
  )
}

/** Says what was made, with the way to it. */
function useTold() {
  const words = useLabels(termWords)
  const format = useFormat()
  const notify = useNotify()
  const path = useCompanyPath()
  return ({ workId, done, issued }: Answer, into: Into) => {
    const link =
      into === 'issued'
        ? { to: `${path('invoices')}?source=contract`, label: words.seeInvoices }
        : { to: `${path('invoices')}?source=contract&state=draft`, label: words.seeDrafts }
    if (workId) notify.done(words.begun)
    else if (done > 0)
      notify.done(words.done(format.integer(done), done > 1, into === 'issued' && issued === done), { link })
    refresh()
  }
}
