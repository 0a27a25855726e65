import { Button, Checkbox, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { returnedMailContract } from '../contract.ts'
import { returnsWords } from '../labels/screens.ts'

const api = apiOf('returnedMail', returnedMailContract)
type Missed = Awaited<ReturnType<typeof api.missed.call>>[number]

const keyOf = ({ purchaseId, issueId }: Missed) => `${purchaseId} ${issueId}`
const isLeft = ({ inStock, copies }: Missed) => inStock === null || inStock >= copies

/** The issues a recipient missed: those ticked are served again, the others come at the end. Source: CIR-18. */
export function CatchUp({ recipientId }: { recipientId: string }) {
  const words = useLabels(returnsWords)
  const common = useLabels(commonWords)
  const query = useQuery(api.missed.queryOptions({ input: { recipientId } }))
  if (query.error) return <p role="alert">{failureOf(query.error, common.unreachable).message}</p>
  if (!query.data) return <p>{common.loading}</p>
  return <Choice key={query.dataUpdatedAt} missed={query.data} recipientId={recipientId} none={words.noneMissed} />
}

function Choice({ missed, recipientId, none }: { missed: Missed[]; recipientId: string; none: string }) {
  const words = useLabels(returnsWords)
  const format = useFormat()
  const notify = useNotify()
  const may = useMay()
  const [chosen, setChosen] = useState(() => new Set(missed.filter(issue => issue.inStock && isLeft(issue)).map(keyOf)))
  const [saving, setSaving] = useState(false)
  const stock = (issue: Missed) =>
    issue.inStock === null
      ? words.stockUnknown
      : isLeft(issue)
        ? words.stock(format.integer(issue.inStock))
        : words.noStock
  const settle = async () => {
    setSaving(true)
    try {
      const catchUp = missed
        .filter(issue => chosen.has(keyOf(issue)))
        .map(({ purchaseId, issueId }) => ({ purchaseId, issueId }))
      await api.settle.call({ recipientId, catchUp }, { context: { idempotencyKey: crypto.randomUUID() } })
      notify.done(words.settled)
      refresh()
    } catch (error) {
      notify.failed(error)
    } finally {
      setSaving(false)
    }
  }
  return (
    <Stack gap={8} align="flex-start">
      <Text size="sm" c="dimmed">
        {missed.length > 0 ? words.missedText : none}
      </Text>
      {missed.map(issue => (
        <Checkbox
          key={keyOf(issue)}
          label={`N°\u00a0${issue.issueNumber}, ${format.day(issue.coverOn)} — ${words.how[issue.how]}, ${stock(issue)}`}
          description={`${issue.purchaseNumber} · ${issue.label}`}
          checked={chosen.has(keyOf(issue))}
          disabled={!isLeft(issue) || !may('dispatch.write')}
          onChange={() => setChosen(before => before.symmetricDifference(new Set([keyOf(issue)])))}
        />
      ))}
      {may('dispatch.write') && (
        <Button loading={saving} onClick={() => void settle()}>
          {words.settle(chosen.size)}
        </Button>
      )}
    </Stack>
  )
}
