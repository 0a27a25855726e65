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
import type { Payment } from './payment-panel.part.tsx'

const api = apiOf('payments', paymentsContract)

/** Lets what is open of a payment pay what its customer still owes. */
export function AllocateRest({ payment }: { payment: Payment }) {
  const words = useLabels(paymentsWords)
  const notify = useNotify()
  const { customerId, openCents, reference } = payment
  const { data } = useQuery(api.proposal.queryOptions({ input: { customerId, cents: openCents, text: reference } }))
  const documents = (data ?? []).filter(one => Math.sign(one.openCents) === Math.sign(openCents))
  const form = useRecordForm<{ allocations: Shares | null }, Payment>({
    initial: { allocations: null },
    input: ({ allocations }) => ({ id: payment.id, allocations: allocationsOf(allocations ?? proposedOf(documents)) }),
    schema: paymentsContract.allocate['~orpc'].inputSchema,
    save: (input: Parameters<typeof api.allocate.call>[0], saving) => api.allocate.call(input, saving),
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
          cents={openCents}
          shares={form.values.allocations ?? proposedOf(documents)}
          onChange={allocations => form.set({ allocations })}
          onPropose={() => form.set({ allocations: null })}
        />
      </FormFrame>
    </RecordPart>
  )
}
