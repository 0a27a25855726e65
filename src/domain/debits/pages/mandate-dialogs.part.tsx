import { Text } from '@mantine/core'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import { CheckField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FileField, type GivenFile } from '../../../platform/web/fields/file-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { mandatesContract } from '../contract.ts'
import { debitsLabels } from '../labels/lists.ts'
import { mandateWords } from '../labels/mandate-screens.ts'
import { PROOF_KINDS } from '../rules/states.ts'
import { type Mandate, mandates } from './debit-api.part.ts'
import { BicField, IbanField, PROOF_FILES } from './mandate-fields.part.tsx'

type Props = { of: Mandate; onClose(): void }

/** It came back signed, with what proves it. Source: L-14. */
export function SignMandate({ of, onClose }: Props) {
  const words = useLabels(mandateWords)
  const { columns } = useLabels(debitsLabels)
  const { today } = useSession()
  const saved = useSaved(onClose)
  const form = useRecordForm({
    initial: { signedOn: today as string | null, signedTown: of.town, proof: null as GivenFile | null },
    input: ({ proof, ...values }) => ({ id: of.id, ...values, proof: proof ?? undefined }),
    schema: mandatesContract.sign['~orpc'].inputSchema,
    save: (input: Parameters<typeof mandates.sign.call>[0], saving) => mandates.sign.call(input, saving),
    onSaved: () => saved(words.signed),
  })
  return (
    <FormDialog title={words.signTitle} form={form} submit={words.sign} size={460} onClose={onClose}>
      <DayField {...form.field('signedOn')} label={columns.signedOn} required />
      <TextField {...form.field('signedTown')} label={words.signedTown} />
      <FileField {...form.field('proof')} label={words.proof} description={words.proofHint} {...PROOF_FILES} />
    </FormDialog>
  )
}

/** Keeps one more proof of the signature. */
export function AddProof({ of, onClose }: Props) {
  const words = useLabels(mandateWords)
  const { proofKinds } = useLabels(debitsLabels)
  const saved = useSaved(onClose)
  const form = useRecordForm({
    initial: { kind: 'scan' as (typeof PROOF_KINDS)[number], content: null as GivenFile | null },
    input: ({ kind, content: file }) => ({ id: of.id, kind, ...(file ?? {}) }),
    schema: mandatesContract.addProof['~orpc'].inputSchema,
    save: (input: Parameters<typeof mandates.addProof.call>[0], saving) => mandates.addProof.call(input, saving),
    onSaved: () => saved(words.proofKept),
  })
  return (
    <FormDialog title={words.addProof} form={form} submit={words.keepProof} size={460} onClose={onClose}>
      <FileField
        {...form.field('content')}
        label={words.proof}
        description={words.proofHint}
        required
        {...PROOF_FILES}
      />
      <SwitchField
        {...form.field('kind')}
        label={words.proofKind}
        options={PROOF_KINDS.map(value => ({ value, label: proofKinds[value] }))}
      />
    </FormDialog>
  )
}

/** It goes on with another account or reference, which the bank is told. Source: L-14. */
export function AmendMandate({ of, onClose }: Props) {
  const words = useLabels(mandateWords)
  const { today } = useSession()
  const saved = useSaved(onClose)
  const form = useRecordForm({
    initial: { iban: '', bic: '', sameBank: false, reference: '', on: today as string | null, reason: '' },
    input: ({ iban, bic, sameBank, reference, on, reason }) => ({
      ...{ id: of.id, on: on ?? undefined, reason, sameBank: iban !== '' && sameBank },
      ...(iban ? { iban, bic } : {}),
      ...(reference ? { reference } : {}),
    }),
    schema: mandatesContract.amend['~orpc'].inputSchema,
    save: (input: Parameters<typeof mandates.amend.call>[0], saving) => mandates.amend.call(input, saving),
    onSaved: () => saved(words.amended),
  })
  return (
    <FormDialog title={words.amendTitle} form={form} submit={words.saveAmendment} size={460} onClose={onClose}>
      <Text size="sm">{words.amendText}</Text>
      <IbanField form={form} label={words.newIban} optional />
      {form.values.iban !== '' && (
        <>
          <BicField form={form as never} />
          <CheckField {...form.field('sameBank')} label={words.sameBank} />
        </>
      )}
      <TextField {...form.field('reference')} label={words.newReference} maxLength={35} />
      <DayField {...form.field('on')} label={words.amendedOn} />
      <TextField {...form.field('reason')} label={words.reason} />
    </FormDialog>
  )
}

/** Nothing is collected by it any more. Source: L-14. */
export function RevokeMandate({ of, onClose }: Props) {
  const words = useLabels(mandateWords)
  const { today } = useSession()
  const saved = useSaved(onClose)
  const form = useRecordForm({
    initial: { reason: '', on: today as string | null },
    input: ({ reason, on }) => ({ id: of.id, reason, on: on ?? undefined }),
    schema: mandatesContract.revoke['~orpc'].inputSchema,
    save: (input: Parameters<typeof mandates.revoke.call>[0], saving) => mandates.revoke.call(input, saving),
    onSaved: () => saved(words.revoked),
  })
  return (
    <FormDialog title={words.revokeTitle} form={form} submit={words.revoke} size={460} onClose={onClose}>
      <Text size="sm">{words.revokeText}</Text>
      <TextField {...form.field('reason')} label={words.reason} required />
      <DayField {...form.field('on')} label={words.revokedOn} />
    </FormDialog>
  )
}

/** For one that was never signed. */
export function RemoveMandate({ of, onClose }: Props) {
  const words = useLabels(mandateWords)
  const doing = useDoing()
  const [, setSearch] = useSearchValues()
  const remove = () =>
    doing(async () => {
      onClose()
      await mandates.remove.call({ id: of.id })
      setSearch({ open: undefined })
    }, words.removed)
  return (
    <Confirm
      opened
      danger
      title={words.removeTitle(of.reference)}
      text={words.removeText}
      action={words.removeAction}
      onConfirm={() => void remove()}
      onCancel={onClose}
    />
  )
}
