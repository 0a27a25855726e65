import { Alert, Button, Group } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { base64Of } from '../../../platform/web/base64.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { takeFileContract } from '../contract/take-file.ts'
import { orderFileWords } from '../labels/order-files.ts'
import type { Shop } from './shop-api.part.ts'
import classes from './shops.module.css'

const api = apiOf('shops', takeFileContract)
type Answer = Awaited<ReturnType<typeof api.takeFile.call>>
type Outcome = Pick<Answer, 'taken' | 'unchanged' | 'quarantined' | 'unequal' | 'refused'>

/** The orders of a shop that are brought as CSV exports: sent, taken part by part, and what came of it. */
export function OrderFiles({ of: { id, name } }: { of: Shop }) {
  const words = useLabels(orderFileWords)
  const may = useMay()
  const input = useRef<HTMLInputElement>(null)
  const { sending, outcome, send } = useOrderFile(name)
  return (
    <RecordPart title={words.files}>
      <p className={classes.none}>{words.filesText}</p>
      {may('shops.write') && (
        <Group gap={8}>
          <input
            ref={input}
            type="file"
            accept=".csv,.txt,.tsv"
            aria-label={words.sendFile}
            hidden
            onChange={event => {
              const [file] = event.currentTarget.files ?? []
              event.currentTarget.value = ''
              if (file) void send(file)
            }}
          />
          <Button leftSection={<IconUpload size={15} />} loading={sending} onClick={() => input.current?.click()}>
            {words.sendFile}
          </Button>
        </Group>
      )}
      {outcome && <FileOutcome of={outcome} shopId={id} sending={sending} />}
    </RecordPart>
  )
}

const MEGABYTE = 1024 * 1024
/** What the operation takes: 19,000,000 signs of base64. */
const MOST_MEGABYTES = 13

/** A thousand orders are taken at a time; the sums go on until all is. */
function useOrderFile(shop: string) {
  const words = useLabels(orderFileWords)
  const format = useFormat()
  const notify = useNotify()
  const [sending, setSending] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const send = async (file: File) => {
    setOutcome(null)
    if (file.size === 0) return notify.refused(words.fileEmpty)
    if (file.size > MOST_MEGABYTES * MEGABYTE) return notify.refused(words.fileTooLarge(format.integer(MOST_MEGABYTES)))
    setSending(true)
    try {
      const content = await base64Of(file)
      let sum = NOTHING
      for (let from: number | null = 0; from !== null; ) {
        const answer: Answer = await api.takeFile.call({ shop, content, from })
        sum = added(sum, answer)
        setOutcome(sum)
        from = answer.next
      }
    } catch (error) {
      notify.failed(error)
    } finally {
      setSending(false)
      refresh()
    }
  }
  return { sending, outcome, send }
}

const NOTHING: Outcome = { taken: 0, unchanged: 0, quarantined: 0, unequal: 0, refused: [] }

const added = (sum: Outcome, more: Outcome): Outcome => ({
  taken: sum.taken + more.taken,
  unchanged: sum.unchanged + more.unchanged,
  quarantined: sum.quarantined + more.quarantined,
  unequal: sum.unequal + more.unequal,
  refused: [...sum.refused, ...more.refused],
})

/** So many refused lines are shown; the others are counted. */
const LINES_SHOWN = 50

function FileOutcome({ of, shopId, sending }: { of: Outcome; shopId: string; sending: boolean }) {
  const words = useLabels(orderFileWords)
  const format = useFormat()
  const { taken, unchanged, quarantined, unequal, refused } = of
  const read = taken + unchanged + quarantined
  const isFine = quarantined + unequal + refused.length === 0
  const sums = [
    taken > 0 && format.many(taken, words.takenOne, words.takenMany),
    unchanged > 0 && format.many(unchanged, words.unchangedOne, words.unchangedMany),
    quarantined > 0 && format.many(quarantined, words.quarantinedOne, words.quarantinedMany),
  ]
  if (sending) return <p role="status">{words.sending(format.many(read, words.readOne, words.readMany))}</p>
  return (
    <Alert
      color={read === 0 ? 'red' : isFine ? 'green' : 'yellow'}
      role={read === 0 ? 'alert' : 'status'}
      mt="sm"
      p="xs"
      title={read === 0 ? words.nothingTaken : sums.filter(Boolean).join(', ')}
    >
      {unequal > 0 && <div>{format.many(unequal, words.unequalOne, words.unequalMany)}.</div>}
      <ul className={classes.plain}>
        {refused.slice(0, LINES_SHOWN).map(({ line, column, code, reasonSaid }) => (
          <li key={`${line} ${column} ${code}`}>
            {code === 'fewColumns' ? reasonSaid : words.refusedLine(format.integer(line), column, reasonSaid)}
          </li>
        ))}
        {refused.length > LINES_SHOWN && <li>{words.moreRefused(format.integer(refused.length - LINES_SHOWN))}</li>}
      </ul>
      {quarantined > 0 && (
        <RecordLink to="shop-orders" search={{ shopId, state: 'quarantined' }}>
          {words.seeQuarantined}
        </RecordLink>
      )}
    </Alert>
  )
}
