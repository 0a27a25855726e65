import { Button } from '@mantine/core'
import { IconCopy, IconMail, IconNotes, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordButton } from '../../../platform/web/record/facts.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { invoicingContract } from '../contract.ts'
import { mailWords } from '../labels/mail-screens.ts'
import { invoicingWords } from '../labels/screens.ts'
import { invoices } from './editor-api.part.ts'
import { DiscardDraft, useDuplicate } from './invoice-actions.part.tsx'
import type { Invoice } from './invoice-panel.part.tsx'
import { MailDocuments } from './mail-documents.part.tsx'

/** What can be done with a draft. */
export function DraftActions({ of }: { of: Invoice }) {
  const words = useLabels(invoicingWords)
  const may = useMay()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  if (!may('invoicing.write')) return null
  return (
    <>
      <RecordButton to={`invoices/${of.id}/edit`}>{words.edit}</RecordButton>
      <Button variant="default" leftSection={<IconTrash size={15} />} onClick={() => setAsking(true)}>
        {words.discard}
      </Button>
      {asking && (
        <DiscardDraft
          id={of.id}
          onDone={discarded => {
            setAsking(false)
            if (discarded) void navigate({ to: path('invoices') })
          }}
        />
      )}
    </>
  )
}

/** What can be done with an issued document, which itself never changes. */
export function IssuedActions({ of }: { of: Invoice }) {
  const words = useLabels(invoicingWords)
  const may = useMay()
  const mail = useLabels(mailWords)
  const duplicate = useDuplicate()
  const [noting, setNoting] = useState(false)
  const [mailing, setMailing] = useState(false)
  return (
    <>
      {may('invoicing.write') && (
        <Button variant="default" leftSection={<IconMail size={15} />} onClick={() => setMailing(true)}>
          {mail.action}
        </Button>
      )}
      {may('invoicing.write') && of.kind !== 'credit-note' && (
        <Button variant="default" leftSection={<IconCopy size={15} />} onClick={() => void duplicate(of.id)}>
          {words.duplicate}
        </Button>
      )}
      {may('invoicing.write') && (
        <Button variant="default" leftSection={<IconNotes size={15} />} onClick={() => setNoting(true)}>
          {words.editNote}
        </Button>
      )}
      {mailing && <MailDocuments which={{ ids: [of.id] }} onClose={() => setMailing(false)} />}
      {noting && <NoteDialog of={of} onDone={() => setNoting(false)} />}
    </>
  )
}

/** Who looks after it, what is remarked, until when it is awaited. */
function NoteDialog({ of, onDone }: { of: Invoice; onDone(): void }) {
  const words = useLabels(invoicingWords)
  const common = useLabels(commonWords)
  const notify = useNotify()
  const form = useRecordForm({
    initial: { owner: of.owner, privateNote: of.privateNote, dueOn: of.dueOn },
    input: ({ owner, privateNote, dueOn }) => ({
      id: of.id,
      owner,
      privateNote,
      dueOn: dueOn === of.dueOn ? undefined : (dueOn ?? undefined),
    }),
    schema: invoicingContract.note['~orpc'].inputSchema,
    save: (input: Parameters<typeof invoices.note.call>[0], saving) => invoices.note.call(input, saving),
    onSaved: () => {
      notify.done(words.noteSaved)
      refresh()
      onDone()
    },
  })
  return (
    <FormDialog title={words.editNote} form={form} submit={common.save} size={460} onClose={onDone}>
      <TextField {...form.field('owner')} label={words.owner} />
      <TextField {...form.field('privateNote')} label={words.privateNote} description={words.noteHint} kind="lines" />
      {of.dueOn && <DayField {...form.field('dueOn')} label={words.agreedDue} />}
    </FormDialog>
  )
}
