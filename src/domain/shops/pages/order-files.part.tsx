import { Alert, Button, Group } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { base64Of } from '../../../platform/web/base64.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { takeFileContract } from '../contract/take-file.ts'
import { connectionWords } from '../labels/connection.ts'
import type { Shop } from './shop-api.part.ts'
import classes from './shops.module.css'

const api = apiOf('shops', takeFileContract)
type Answer = Awaited<ReturnType<typeof api.takeFile.call>>
type Outcome = Pick<Answer, 'taken' | 'unchanged' | 'quarantined' | 'unequal' | 'refused'>

/** The orders of a shop that are brought as CSV exports: sent, taken part by part, and what came of it. */
export function OrderFiles({ of: { name } }: { of: Shop }) {
  const words = useLabels(connectionWords)
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
      {outcome && <FileOutcome of={outcome} />}
    </RecordPart>
  )
}

/** A thousand orders are taken at a time; the sums go on until all is. */
function useOrderFile(shop: string) {
  const notify = useNotify()
  const [sending, setSending] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const send = async (file: File) => {
    setSending(true)
    setOutcome(null)
    try {
      const content = await base64Of(file)
      let sum: Outcome = { taken: 0, unchanged: 0, quarantined: 0, unequal: 0, refused: [] }
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

const added = (sum: Outcome, more: Outcome): Outcome => ({
  taken: sum.taken + more.taken,
  unchanged: sum.unchanged + more.unchanged,
  quarantined: sum.quarantined + more.quarantined,
  unequal: sum.unequal + more.unequal,
  refused: [...sum.refused, ...more.refused],
})

function FileOutcome({ of: { taken, unchanged, quarantined, refused } }: { of: Outcome }) {
  const words = useLabels(connectionWords)
  const format = useFormat()
  return (
    <Alert
      color={quarantined > 0 || refused.length > 0 ? 'yellow' : 'green'}
      role="status"
      mt="sm"
      p="xs"
      title={words.fileTaken(format.integer(taken), format.integer(unchanged), format.integer(quarantined))}
    >
      <ul className={classes.plain}>
        {refused.map(({ line, column, code, reasonSaid }) => (
          <li key={`${line} ${column} ${code}`}>{words.refusedLine(format.integer(line), column, reasonSaid)}</li>
        ))}
      </ul>
    </Alert>
  )
}
