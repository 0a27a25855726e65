import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { EURO } from '../../../values/currency.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { movementsContract } from '../contract/statements.ts'
import { paymentsContract } from '../contract.ts'
import { bankWords } from '../labels/bank-screens.ts'
import type { Movement } from './movement-proposal.part.tsx'
import { allocationsOf, OpenDocuments, proposedOf, type Shares } from './open-documents.part.tsx'
import classes from './reconciliation.module.css'

const api = apiOf('bankMovements', movementsContract)
const payments = apiOf('payments', paymentsContract)

type Choice = { customerId: string | null; allocations: Shares | null }
type Props = { movement: Movement; onClose(): void }

/** Says which customer a movement is of, and which documents it pays. */
export function MatchByHand({ movement, onClose }: Props) {
  const words = useLabels(bankWords)
  const saved = useSaved(onClose)
  const form: RecordForm<Choice> = useRecordForm<Choice, Movement>({
    initial: { customerId: movement.proposal?.customerId ?? null, allocations: null },
    input: ({ customerId, allocations }) => ({
      id: movement.id,
      customerId: customerId ?? undefined,
      allocations: allocationsOf(allocations ?? proposedOf(documents)),
    }),
    schema: movementsContract.match['~orpc'].inputSchema,
    save: (input: Parameters<typeof api.match.call>[0], saving) => api.match.call(input, saving),
    onSaved: () => saved(words.matched),
  })
  const { customerId } = form.values
  const said = `${movement.text} ${movement.reference}`.slice(0, 1000)
  const { data } = useQuery(
    payments.proposal.queryOptions({
      input: { customerId: customerId ?? '', cents: movement.cents, text: said },
      enabled: customerId !== null,
    }),
  )
  const documents = customerId ? (data ?? []).filter(one => one.openCents > 0 === movement.cents > 0) : []
  return (
    <FormDialog title={words.chooseTitle} form={form} submit={words.save} size={620} onClose={onClose}>
      <LookupField
        {...form.field('customerId')}
        label={words.customer}
        source={contactLookup}
        onChange={customerId => form.set({ customerId, allocations: null })}
        required
      />
      {customerId && data && (
        <OpenDocuments
          documents={documents}
          cents={movement.cents}
          currency={EURO}
          shares={form.values.allocations ?? proposedOf(documents)}
          onChange={allocations => form.set({ allocations })}
          onPropose={() => form.set({ allocations: null })}
        />
      )}
    </FormDialog>
  )
}

/** Sets a movement aside with a note. */
export function SetAside({ movement, onClose }: Props) {
  const words = useLabels(bankWords)
  const saved = useSaved(onClose)
  const form = useRecordForm<{ note: string }, { count: number }>({
    initial: { note: '' },
    input: ({ note }) => ({ ids: [movement.id], note }),
    schema: movementsContract.setAside['~orpc'].inputSchema,
    save: (input: Parameters<typeof api.setAside.call>[0], saving) => api.setAside.call(input, saving),
    onSaved: () => saved(words.settledAside),
  })
  return (
    <FormDialog title={words.asideTitle} form={form} submit={words.aside} onClose={onClose}>
      <p className={classes.hint}>{words.asideText}</p>
      <TextField {...form.field('note')} label={words.note} required />
    </FormDialog>
  )
}
