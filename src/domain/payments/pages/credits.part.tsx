import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { paymentsContract } from '../contract.ts'
import { ofDocumentWords } from '../labels/of-document.ts'

const api = apiOf('payments', paymentsContract)
type Credit = Awaited<ReturnType<typeof api.creditsFor.call>>[number]
type Document = { id: string; openCents: number; currency: string }

/** What its customer has to their credit, each to pay an invoice with, as far as it goes; nothing when there is none. */
export function CreditsFor({ of }: { of: Document }) {
  const words = useLabels(ofDocumentWords)
  const format = useFormat()
  const query = useQuery(api.creditsFor.queryOptions({ input: { id: of.id }, select: (rows: Credit[]) => ({ rows }) }))
  const { pay, paying } = usePaying(of)
  if (!query.data?.rows.length) return null
  const columns: ListColumn<Credit>[] = [
    { key: 'what', header: words.credit, cell: credit => <CreditLink of={credit} /> },
    { key: 'on', header: words.on, kind: 'day' },
    { key: 'openCents', header: words.left, kind: 'money' },
    {
      key: 'pay',
      header: '',
      align: 'end',
      cell: credit => (
        <Button size="compact-sm" variant="default" disabled={paying} onClick={() => pay(credit)}>
          {words.payWith(format.money(Math.min(credit.openCents, of.openCents), of.currency))}
        </Button>
      ),
    },
  ]
  return (
    <RecordPart title={words.credits}>
      <SmallTable query={query} columns={columns} empty={words.none} currency={of.currency} />
    </RecordPart>
  )
}

function CreditLink({ of: { id, kind, number } }: { of: Credit }) {
  const words = useLabels(ofDocumentWords)
  if (kind === 'credit-note') return <RecordLink to={`invoices/${id}`}>{words.creditNote(number)}</RecordLink>
  return (
    <RecordLink to="payments" search={{ open: id }}>
      {words.payment(number)}
    </RecordLink>
  )
}

function usePaying(of: Document) {
  const words = useLabels(ofDocumentWords)
  const format = useFormat()
  const notify = useNotify()
  const { mutate, isPending } = useMutation({
    mutationFn: async ({ id, kind, openCents }: Credit) => {
      const cents = Math.min(openCents, of.openCents)
      const input = { id, allocations: [{ invoiceId: of.id, cents }] }
      const asked = { context: { idempotencyKey: crypto.randomUUID() } }
      await (kind === 'payment' ? api.allocate.call(input, asked) : api.allocateCreditNote.call(input, asked))
      return cents
    },
    onSuccess: cents => {
      notify.done(words.paidWith(format.money(cents, of.currency)))
      refresh()
    },
    onError: notify.failed,
  })
  return { pay: mutate, paying: isPending }
}
