import { Alert, Button, Checkbox, Group, List, Progress } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { workContract } from '../../long-work/contract.ts'
import { importsContract } from '../contract.ts'
import { importWords } from '../labels/screens.ts'
import { recordWords } from '../labels.ts'
import type { Card } from './import.page.tsx'

const api = apiOf('imports', importsContract)
const workApi = apiOf('work', workContract)
const LOOK_AGAIN_MS = 700

/** What can be done next with a file: read it, bring it in, take it back, forget it. */
export function ImportSteps({ card }: { card: Card }) {
  const words = useLabels(importWords)
  const format = useFormat()
  const notify = useNotify()
  const [undoing, setUndoing] = useState(false)
  const after = { onSuccess: refresh, onError: notify.failed }
  const read = useMutation(api.read.mutationOptions(after))
  const bringIn = useMutation(api.bringIn.mutationOptions(after))
  const { id, state, counts, fileForgottenAt } = card
  if (state === 'reading' || state === 'importing')
    return <UnderWay workId={card.workId!} of={[words.oneLine, words.manyLines]} says={words.underWay} />
  if (state === 'undoing') return <Undoing workId={card.workId!} />
  const good = format.many(counts.good ?? 0, words.oneLine, words.manyLines)
  const mayRead = ['mapping', 'ready', 'undone'].includes(state) && card.kind !== null && card.missing.length === 0
  const mayBringIn = ['ready', 'partial', 'undone'].includes(state) && (counts.good ?? 0) > 0
  return (
    <>
      <Stopped card={card} />
      <Group gap="sm">
        {mayBringIn && !fileForgottenAt && (
          <Button loading={bringIn.isPending} onClick={() => bringIn.mutate({ id })}>
            {state === 'partial' ? words.goOn(good) : words.bringIn(good)}
          </Button>
        )}
        {mayRead && !fileForgottenAt && (
          <Button
            variant={card.readAt ? 'default' : 'filled'}
            loading={read.isPending}
            title={words.readText}
            onClick={() => read.mutate({ id })}
          >
            {card.readAt ? words.readAgain : words.read}
          </Button>
        )}
        {(state === 'imported' || state === 'partial') && (
          <Button variant="default" onClick={() => setUndoing(true)}>
            {words.undo}
          </Button>
        )}
        {['uploading', 'mapping', 'ready', 'undone'].includes(state) && <Discard id={id} />}
      </Group>
      {undoing && <UndoDialog id={id} onClose={() => setUndoing(false)} />}
    </>
  )
}

function Stopped({ card }: { card: Card }) {
  const words = useLabels(importWords)
  const { data } = useQuery(
    workApi.get.queryOptions({ input: { id: card.workId ?? '' }, enabled: card.workId !== null, retry: false }),
  )
  if (!data?.error) return null
  return (
    <Alert color="red" role="alert">
      {words.failed} {data.error}
    </Alert>
  )
}

/** Nothing else can be asked meanwhile. */
function Undoing({ workId }: { workId: string }) {
  const words = useLabels(importWords)
  return (
    <>
      <UnderWay workId={workId} of={[words.oneRecord, words.manyRecords]} says={words.undoUnderWay} />
      <Group>
        <Button variant="default" disabled>
          {words.undo}
        </Button>
      </Group>
    </>
  )
}

type UnderWayProps = { workId: string; of: readonly [one: string, many: string]; says(done: string): string }

function UnderWay({ workId, of, says }: UnderWayProps) {
  const words = useLabels(importWords)
  const format = useFormat()
  const { data } = useQuery(workApi.get.queryOptions({ input: { id: workId }, refetchInterval: LOOK_AGAIN_MS }))
  const { done = 0, total = null, label = '' } = data ?? {}
  return (
    <div role="status">
      <Progress
        value={total ? (100 * done) / total : 100}
        animated={!total}
        striped={!total}
        aria-label={label || words.read}
      />
      <p>{says(format.many(done, ...of))}</p>
    </div>
  )
}

function Discard({ id }: { id: string }) {
  const words = useLabels(importWords)
  const notify = useNotify()
  const navigate = useNavigate()
  const path = useCompanyPath()
  const discard = useMutation(
    api.discard.mutationOptions({
      onSuccess: () => {
        notify.done(words.discarded)
        void navigate({ to: path('imports') }).then(refresh)
      },
      onError: notify.failed,
    }),
  )
  return (
    <Button variant="subtle" color="gray" loading={discard.isPending} onClick={() => discard.mutate({ id })}>
      {words.discard}
    </Button>
  )
}

function UndoDialog({ id, onClose }: { id: string; onClose(): void }) {
  const words = useLabels(importWords)
  const notify = useNotify()
  const [force, setForce] = useState(false)
  const { data } = useQuery(api.undoPreview.queryOptions({ input: { id } }))
  const undo = useMutation(
    api.undo.mutationOptions({
      onSuccess: ({ state }) => {
        notify.done(state === 'undone' ? words.undone : words.undoBegun)
        onClose()
        refresh()
      },
      onError: notify.failed,
    }),
  )
  const blocked = (data?.obstacles.length ?? 0) > 0
  const edited = data?.edited.count ?? 0
  return (
    <Confirm
      opened
      danger
      title={words.undoTitle}
      action={words.undoAction}
      cancel={words.keep}
      working={undo.isPending}
      disabled={!data || blocked || (edited > 0 && !force)}
      onCancel={onClose}
      onConfirm={() => undo.mutate({ id, force })}
      text={
        <>
          <Counted text={words.undoText} counted={data?.records ?? []} />
          {blocked && (
            <Alert color="red" role="alert" mt="sm">
              <Counted text={words.undoObstacles} counted={data!.obstacles} />
            </Alert>
          )}
          {!blocked && edited > 0 && <Edited edited={data!.edited} force={force} onForce={setForce} />}
        </>
      }
    />
  )
}

type EditedProps = {
  edited: { count: number; names: readonly { record: string; name: string }[] }
  force: boolean
  onForce(force: boolean): void
}

/** Records that somebody worked on since: who deletes them says so. */
function Edited({ edited: { count, names }, force, onForce }: EditedProps) {
  const words = useLabels(importWords)
  const format = useFormat()
  const [language] = useLanguage()
  return (
    <Alert color="yellow" mt="sm">
      {words.undoEdited}
      <List>
        {names.map(({ record, name }) => (
          <List.Item key={`${record} ${name}`}>
            {recordWords(record, language)[0]} {name}
          </List.Item>
        ))}
        {count > names.length && <List.Item>{words.undoOthers(format.integer(count - names.length))}</List.Item>}
      </List>
      <Checkbox
        mt="sm"
        label={words.undoForce}
        checked={force}
        onChange={event => onForce(event.currentTarget.checked)}
      />
    </Alert>
  )
}

function Counted({ text, counted }: { text: string; counted: readonly { record: string; count: number }[] }) {
  const format = useFormat()
  const [language] = useLanguage()
  return (
    <>
      {text}
      <List>
        {counted.map(({ record, count }) => (
          <List.Item key={record}>{format.many(count, ...recordWords(record, language))}</List.Item>
        ))}
      </List>
    </>
  )
}
