import { Button, Checkbox, Modal } from '@mantine/core'
import { IconMail, IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { MailPreview } from '../../../platform/web/feedback/mail-preview.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { SendDialog, useSending } from '../../../platform/web/feedback/send-dialog.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { RowAction } from '../../../platform/web/list/list-types.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { documentMailsContract } from '../contract/mail.ts'
import { mailLabels } from '../labels/mail.ts'
import { mailWords } from '../labels/mail-screens.ts'
import classes from './mail-documents.module.css'
import { MailWordsForm } from './mail-words.form.tsx'

const api = apiOf('documentMails', documentMailsContract)
export type WhichDocuments = { ids?: string[]; matching?: Record<string, unknown> }
type Preview = Awaited<ReturnType<typeof api.preview.call>>

const TONES: Record<'queued' | 'sent' | 'failed' | 'withdrawn', Tone> = {
  queued: 'coming',
  sent: 'good',
  failed: 'bad',
  withdrawn: 'off',
}

/** What became of the last mail of a document; nothing when there was none. */
export function MailStatus({ of }: { of: keyof typeof TONES | null }) {
  const { states } = useLabels(mailWords)
  return of && <Status of={TONES[of]} label={states[of]} />
}

/** The action of a list of documents that mails those chosen, or all that match, and its dialog. */
export function useMailDocuments<Row extends { id: string }>(): { action: RowAction<Row>; dialog: ReactNode } {
  const words = useLabels(mailWords)
  const [which, setWhich] = useState<WhichDocuments | null>(null)
  return {
    action: {
      key: 'mail',
      label: words.action,
      icon: <IconMail size={16} />,
      right: 'invoicing.write',
      on: 'all',
      run: ({ rows, all, query }) => setWhich(all ? { matching: query } : { ids: rows.map(({ id }) => id) }),
    },
    dialog: which && <MailDocuments which={which} onClose={() => setWhich(null)} />,
  }
}

/** Shows which documents would be mailed, which not and why, and the mail itself; then sends them. */
export function MailDocuments({ which, onClose }: { which: WhichDocuments; onClose(): void }) {
  const words = useLabels(mailWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const [again, setAgain] = useState(false)
  const [writing, setWriting] = useState(false)
  const input = { ...which, again } as Parameters<typeof api.preview.call>[0]
  const { data, error } = useQuery(api.preview.queryOptions({ input }))
  const { working, error: refused, run } = useSending(onClose)
  const mail = useMailing(input)
  if (writing) return <MailWordsDialog onClose={onClose} onDone={() => setWriting(false)} />
  const hasSent = again || data?.leftOut.some(({ verdict }) => verdict === 'sent')
  return (
    <SendDialog
      title={words.title}
      loading={!data && !error}
      error={error ? failureOf(error, common.unreachable).message : refused}
      send={
        data && data.due > 0
          ? {
              label: words.send(format.many(data.due, words.one, words.many)),
              working,
              run: () => void run(saving => mail(data.due, saving)),
            }
          : null
      }
      onClose={onClose}
    >
      {data && <Reached of={data} />}
      {hasSent && (
        <Checkbox checked={again} onChange={event => setAgain(event.currentTarget.checked)} label={words.again} />
      )}
      {data?.exampleId && <Example id={data.exampleId} onEdit={() => setWriting(true)} />}
    </SendDialog>
  )
}

/** What the mails say, changed before they are sent. */
function MailWordsDialog({ onClose, onDone }: { onClose(): void; onDone(): void }) {
  const words = useLabels(mailWords)
  const common = useLabels(commonWords)
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{words.wordsTitle}</strong>}
      size={640}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <MailWordsForm onDone={onDone} />
    </Modal>
  )
}

function useMailing(input: Parameters<typeof api.preview.call>[0]) {
  const words = useLabels(mailWords)
  const format = useFormat()
  const notify = useNotify()
  const path = useCompanyPath()
  return async (expectedCount: number, saving: { context: { idempotencyKey: string } }) => {
    const { count, workId } = await api.send.call({ ...input, expectedCount }, saving)
    const link = { to: path('messages'), label: words.showMessages }
    if (workId) notify.done(words.begun)
    else notify.done(words.sent(format.many(count, words.one, words.many)), { link })
  }
}

function Reached({ of }: { of: Preview }) {
  const words = useLabels(mailWords)
  const { verdicts } = useLabels(mailLabels)
  const format = useFormat()
  return (
    <>
      <p className={classes.line}>
        {of.due > 0 ? <strong>{words.reaches(format.many(of.due, words.one, words.many))}</strong> : words.nobody}
      </p>
      {of.leftOut.length > 0 && (
        <section aria-label={words.leftOut}>
          <p className={classes.dimmed}>{words.leftOut}</p>
          {of.leftOut.map(({ verdict, count, some }) => (
            <details key={verdict} open={verdict === 'unreachable'}>
              <summary>
                {verdicts[verdict]} ({format.integer(count)})
              </summary>
              <ul className={classes.some}>
                {some.map(({ id, number, customer }) => (
                  <li key={id}>{[number, customer].filter(Boolean).join(' · ')}</li>
                ))}
                {count > some.length && <li>{words.more(format.integer(count - some.length))}</li>}
              </ul>
            </details>
          ))}
        </section>
      )}
    </>
  )
}

/** The mail of one document as its customer reads it. */
function Example({ id, onEdit }: { id: string; onEdit(): void }) {
  const words = useLabels(mailWords)
  const may = useMay()
  const { data } = useQuery(api.read.queryOptions({ input: { id } }))
  if (!data) return null
  return (
    <MailPreview
      name={data.subject}
      about={`${data.name} · ${data.to || words.noAddress} · ${words.attached}`}
      subject={data.subject}
      text={data.text}
    >
      {may('invoicing.write') && (
        <Button mt={8} variant="subtle" size="compact-sm" leftSection={<IconPencil size={14} />} onClick={onEdit}>
          {words.editWords}
        </Button>
      )}
    </MailPreview>
  )
}
