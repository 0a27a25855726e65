import { Button } from '@mantine/core'
import { IconBan, IconEye, IconSignature, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useDoing, useNotify } from '../../../platform/web/feedback/notify.tsx'
import { Secret } from '../../../platform/web/feedback/secret.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { spacedIban } from '../../../values/iban.ts'
import { mandatesContract } from '../contract.ts'
import { debitsLabels } from '../labels/lists.ts'
import { mandateWords } from '../labels/mandate-screens.ts'
import { type Mandate, mandates, once } from './debit-api.part.ts'

/** What can be done with a mandate as it stands. */
export function MandateActions({ of }: { of: Mandate }) {
  const words = useLabels(mandateWords)
  const may = useMay()
  const doing = useDoing()
  const [, setSearch] = useSearchValues()
  const [asked, setAsked] = useState<'sign' | 'revoke' | null>(null)
  const close = () => setAsked(null)
  if (!may('debits.write')) return null
  const remove = () =>
    doing(async () => {
      await mandates.remove.call({ id: of.id })
      setSearch({ open: undefined })
    }, words.removed)
  return (
    <>
      <Reveal id={of.id} />
      {of.state === 'unsigned' && (
        <>
          <Button variant="default" leftSection={<IconSignature size={15} />} onClick={() => setAsked('sign')}>
            {words.sign}
          </Button>
          <Button variant="default" leftSection={<IconTrash size={15} />} onClick={() => void remove()}>
            {words.remove}
          </Button>
        </>
      )}
      {of.signedOn && !of.revokedOn && (
        <Button variant="default" leftSection={<IconBan size={15} />} onClick={() => setAsked('revoke')}>
          {words.revoke}
        </Button>
      )}
      {asked === 'sign' && <Sign id={of.id} onClose={close} />}
      {asked === 'revoke' && <Revoke id={of.id} onClose={close} />}
    </>
  )
}

/** The whole account number, on demand; the journal keeps that it was read. */
function Reveal({ id }: { id: string }) {
  const words = useLabels(mandateWords)
  const notify = useNotify()
  const [iban, setIban] = useState<string | null>(null)
  const read = () =>
    mandates.iban.call({ id }, once()).then(
      answer => setIban(answer.iban),
      error => notify.failed(error),
    )
  return (
    <>
      <Button variant="default" leftSection={<IconEye size={15} />} onClick={() => void read()}>
        {words.reveal}
      </Button>
      {iban && (
        <Secret
          title={words.revealTitle}
          text={words.revealText}
          secret={spacedIban(iban)}
          copy={words.copy}
          onClose={() => setIban(null)}
        />
      )}
    </>
  )
}

type Props = { id: string; onClose(): void }

function Sign({ id, onClose }: Props) {
  const words = useLabels(mandateWords)
  const { columns } = useLabels(debitsLabels)
  const saved = useSaved(onClose)
  const form = useRecordForm({
    initial: { signedOn: null as string | null, signedTown: '' },
    input: values => ({ id, ...values }),
    schema: mandatesContract.sign['~orpc'].inputSchema,
    save: (input: Parameters<typeof mandates.sign.call>[0], saving) => mandates.sign.call(input, saving),
    onSaved: () => saved(words.signed),
  })
  return (
    <FormDialog title={words.signTitle} form={form} submit={words.sign} size={420} onClose={onClose}>
      <DayField {...form.field('signedOn')} label={columns.signedOn} required />
      <TextField {...form.field('signedTown')} label={words.signedTown} />
    </FormDialog>
  )
}

function Revoke({ id, onClose }: Props) {
  const words = useLabels(mandateWords)
  const saved = useSaved(onClose)
  const form = useRecordForm({
    initial: { reason: '' },
    input: ({ reason }) => ({ id, reason }),
    schema: mandatesContract.revoke['~orpc'].inputSchema,
    save: (input: Parameters<typeof mandates.revoke.call>[0], saving) => mandates.revoke.call(input, saving),
    onSaved: () => saved(words.revoked),
  })
  return (
    <FormDialog title={words.revokeTitle} form={form} submit={words.revoke} size={420} onClose={onClose}>
      <TextField {...form.field('reason')} label={words.revokeReason} required />
    </FormDialog>
  )
}
