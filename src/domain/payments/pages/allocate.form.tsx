import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { paymentsContract } from '../contract.ts'
import { paymentsWords } from '../labels/screens.ts'
import { allocationsOf, OpenDocuments, proposedOf, type Shares } from './open-documents.part.tsx'

const api = apiOf('payments', paymentsContract)

type Rest = {
  id: string
  kind: 'payment' | 'credit-note'
  customerId: string
  /** What is left of it to pay documents with; less than zero: money paid back. */
  cents: number
  currency: string
  /** Written with it: the numbers in it are paid first. */
  text: string
}
type Input = Parameters<typeof api.allocate.call>[0]

/** Lets what is open of a payment or credit note pay what its customer still owes. */
export function AllocateRest({ of: { id, kind, customerId, cents, currency, text } }: { of: Rest }) {
  const words = useLabels(paymentsWords)
  const notify = useNotify()
  const { data } = useQuery(api.proposal.queryOptions({ input: { customerId, cents, currency, text } }))
  const documents = (data ?? []).filter(one => Math.sign(one.openCents) === Math.sign(cents))
  const operation = kind === 'payment' ? api.allocate : api.allocateCreditNote
  const form = useRecordForm<{ allocations: Shares | null }, unknown>({
    initial: { allocations: null },
    input: ({ allocations }) => ({ id, allocations: allocationsOf(allocations ?? proposedOf(documents)) }),
    schema: paymentsContract.allocate['~orpc'].inputSchema,
    save: (input: Input, saving) => operation.call(input, saving),
    onSaved: () => {
      notify.done(words.allocated)
      refresh()
    },
  })
  if (documents.length === 0) return null
  return (
    <RecordPart title={words.allocateRest}>
      <FormFrame form={form} submit={words.allocate}>
        <OpenDocuments
          documents={documents}
          cents={cents}
          currency={currency}
          shares={form.values.allocations ?? proposedOf(documents)}
          onChange={allocations => form.set({ allocations })}
          onPropose={() => form.set({ allocations: null })}
        />
      </FormFrame>
    </RecordPart>
  )
}
