import { Alert, Button, Checkbox, Group, Loader, Modal, Stack } from '@mantine/core'
import { IconMail, IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { RowAction } from '../../../platform/web/list/list-types.ts'
import { refresh } from '../../../platform/web/refresh.ts'
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
  const sending = useSending(input, onClose)
  const said = error ? failureOf(error, common.unreachable).message : sending.error
  const hasSent = again || data?.leftOut.some(({ verdict }) => verdict === 'sent')
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{writing ? words.wordsTitle : words.title}</strong>}
      size={640}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {writing ? (
        <MailWordsForm onDone={() => setWriting(false)} />
      ) : (
        <Stack gap="sm">
          {!data && !error && <Loader size="sm" role="status" aria-label={common.loading} />}
          {data && <Reached of={data} />}
          {hasSent && (
            <Checkbox checked={again} onChange={event => setAgain(event.currentTarget.checked)} label={words.again} />
          )}
          {data?.exampleId && <Example id={data.exampleId} onEdit={() => setWriting(true)} />}
          {said && (
            <Alert color="red" role="alert" p="xs">
              {said}
            </Alert>
          )}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {common.close}
            </Button>
            {data && data.due > 0 && (
              <Button loading={sending.working} onClick={() => void sending.run(data.due)} data-autofocus>
                {words.send(format.many(data.due, words.one, words.many))}
              </Button>
            )}
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

function useSending(input: Parameters<typeof api.preview.call>[0], onClose: () => void) {
  const words = useLabels(mailWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const notify = useNotify()
  const path = useCompanyPath()
  const [working, setWorking] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID())
  const run = async (expectedCount: number) => {
    setWorking(true)
    setError(null)
    try {
      const { count, workId } = await api.send.call({ ...input, expectedCount }, { context: { idempotencyKey } })
      const link = { to: path('messages'), label: words.showMessages }
      if (workId) notify.done(words.begun)
      else notify.done(words.sent(format.many(count, words.one, words.many)), { link })
      refresh()
      onClose()
    } catch (thrown) {
      setError(failureOf(thrown, common.unreachable).message)
      setKey(crypto.randomUUID())
      refresh()
    } finally {
      setWorking(false)
    }
  }
  return { working, error, run }
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
    <article className={classes.mail} aria-label={data.subject}>
      <header>
        <p className={classes.dimmed}>
          {data.name} · {data.to || words.noAddress} · {words.attached}
        </p>
        <strong>{data.subject}</strong>
      </header>
      <p>{data.text}</p>
      {may('invoicing.write') && (
        <Button mt={8} variant="subtle" size="compact-sm" leftSection={<IconPencil size={14} />} onClick={onEdit}>
          {words.editWords}
        </Button>
      )}
    </article>
  )
}
