import { Alert, Button, FileInput, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { base64Of } from '../../../platform/web/base64.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PlainTable } from '../../../platform/web/record/plain-table.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { debitsLabels } from '../labels/lists.ts'
import { returnWords } from '../labels/return-screens.ts'
import { debitWords } from '../labels/screens.ts'
import { debitReturnFiles, once, type ReturnPreview } from './debit-api.part.ts'

type Given = { name: string; content: string }
type Refused = ReturnPreview['refused']

/** Shows what a file of the bank would bring, then takes it. Source: L-16. */
export function TakeReturns({ onClose }: { onClose(): void }) {
  const words = useLabels(returnWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const { preview, error, reading, working, choose, take } = useReading(onClose)
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{words.take}</strong>}
      size={760}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Stack gap="sm">
        <FileInput
          label={words.file}
          description={words.fileHint}
          placeholder={words.choose}
          accept=".xml,.053,.054,.002"
          onChange={file => file && void choose(file)}
          data-autofocus
        />
        {reading && <p role="status">{words.reading}</p>}
        {error && (
          <Alert color="red" role="alert" p="xs">
            {error}
          </Alert>
        )}
        {preview && <Brings of={preview} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          {preview && !preview.alreadyRead && preview.count > 0 && (
            <Button loading={working} onClick={() => void take()}>
              {words.takeThese(format.integer(preview.count))}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}

function useReading(onClose: () => void) {
  const words = useLabels(returnWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const notify = useNotify()
  const path = useCompanyPath()
  const [given, setGiven] = useState<Given | null>(null)
  const [preview, setPreview] = useState<ReturnPreview | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [working, setWorking] = useState(false)
  const doing = async (act: () => Promise<void>) => {
    setWorking(true)
    setError(null)
    try {
      await act()
    } catch (thrown) {
      setError(failureOf(thrown, common.unreachable).message)
    }
    setWorking(false)
  }
  const choose = (file: File) =>
    doing(async () => {
      setPreview(null)
      const asked = { name: file.name, content: await base64Of(file) }
      setPreview(await debitReturnFiles.preview.call(asked, once()))
      setGiven(asked)
    })
  const take = () =>
    doing(async () => {
      const { id, takenCount } = await debitReturnFiles.take.call(given!, once())
      const link = { to: `${path('debit-return-files')}?open=${id}`, label: words.seeFile }
      notify.done(words.taken(format.integer(takenCount)), { link })
      refresh()
      onClose()
    })
  return { preview, error, reading: working && !preview, working, choose, take }
}

function Brings({ of }: { of: ReturnPreview }) {
  const words = useLabels(returnWords)
  const { one, many } = useLabels(debitWords)
  const { columns } = useLabels(debitsLabels)
  const format = useFormat()
  return (
    <>
      <p role="status">
        {words.read(of.format, format.many(of.count, words.returnOne, words.returnMany), format.money(of.cents))}{' '}
        {of.knownCount > 0 && words.known(format.integer(of.knownCount))}{' '}
        {of.alreadyRead ? words.alreadyRead : of.count === 0 && words.nothingNew}
      </p>
      {of.batches.map(({ id, number, count, cents, reason }) => (
        <p key={id}>{words.wholeBatch(number, format.many(count, one, many), format.money(cents), reason)}</p>
      ))}
      {of.rows.length > 0 && (
        <PlainTable
          rows={of.rows.map(row => ({ id: row.debitId, ...row }))}
          empty=""
          columns={[
            { key: 'customer', header: columns.customer, cell: row => row.customer },
            { key: 'number', header: columns.number, cell: row => row.number },
            { key: 'cents', header: columns.cents, align: 'end', cell: row => format.money(row.cents) },
            { key: 'reason', header: columns.reason, cell: row => `${row.reason} (${row.code})` },
            { key: 'returnedOn', header: columns.returnedOn, cell: row => format.day(row.returnedOn) },
          ]}
        />
      )}
      {of.rows.length === FIRST && <p>{words.first}</p>}
      <RefusedLines of={of.refused} />
    </>
  )
}

/** What could not be taken of a file, by its place, and why. */
export function RefusedLines({ of }: { of: Refused }) {
  const words = useLabels(returnWords)
  if (of.length === 0) return null
  return (
    <section>
      <strong>{words.refusedTitle}</strong>
      <ul style={{ listStyle: 'none', paddingInlineStart: 0 }}>
        {of.slice(0, MOST).map(({ place, endToEndId, why }) => (
          <li key={`${place} ${endToEndId} ${why}`}>{words.refused(place, endToEndId, why)}</li>
        ))}
      </ul>
    </section>
  )
}
const MOST = 100
/** Returns that a preview shows at most. */
const FIRST = 200
