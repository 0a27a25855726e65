import { ActionIcon, Indicator, Popover, Progress, Text } from '@mantine/core'
import { IconProgress, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useFormat } from '../format.ts'
import { useLabels } from '../language.ts'
import { Status, type Tone } from '../status.tsx'
import { words as commonWords } from '../words.ts'
import classes from './running-work.module.css'
import { shellWords } from './shell-words.ts'

export type Work = {
  id: string
  label: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  done: number
  total: number | null
  startedAt: string | null
  startedBy: string
  error: string | null
  summary?: string | undefined
  link?: string | undefined
}

type WorkProps = { work: readonly Work[]; onCancel(id: string): void; onOpen(link: string): void }

const running = ({ state }: Work) => state === 'running' || state === 'queued'

/** Long work under way and what came out of it, found again wherever one is. */
export function RunningWork({ work, onCancel, onOpen }: WorkProps) {
  const words = useLabels(shellWords)
  const [opened, setOpened] = useState(false)
  const active = work.filter(running).length
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={360} trapFocus returnFocus>
      <Indicator label={active} size={16} disabled={active === 0} offset={4}>
        <Popover.Target>
          <ActionIcon
            title={words.work}
            size="lg"
            aria-label={active > 0 ? `${words.work} (${active})` : words.work}
            onClick={() => setOpened(!opened)}
          >
            <IconProgress size={19} stroke={1.7} className={active > 0 ? classes.turning : undefined} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown aria-label={words.work} p={0}>
        {work.length === 0 && (
          <Text c="dimmed" p="sm">
            {words.noWork}
          </Text>
        )}
        <ul className={classes.list}>
          {work.map(one => (
            <WorkLine
              key={one.id}
              work={one}
              onCancel={() => onCancel(one.id)}
              onOpen={link => {
                setOpened(false)
                onOpen(link)
              }}
            />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}

const tones: Record<Work['state'], Tone> = {
  queued: 'coming',
  running: 'coming',
  done: 'good',
  failed: 'bad',
  cancelled: 'off',
}

function WorkLine({ work, onCancel, onOpen }: { work: Work; onCancel(): void; onOpen(link: string): void }) {
  const words = useLabels(shellWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const { label, state, done, total, link } = work
  return (
    <li className={classes.line}>
      <div className={classes.head}>
        <strong>{label}</strong>
        {running(work) ? (
          <ActionIcon size="sm" aria-label={`${common.cancel} ${label}`} onClick={onCancel}>
            <IconX size={15} />
          </ActionIcon>
        ) : (
          <Status of={tones[state]} label={words.states[state]} />
        )}
      </div>
      {running(work) && (
        <Progress
          value={total ? (100 * done) / total : 100}
          animated={!total}
          striped={!total}
          size="sm"
          aria-label={label}
        />
      )}
      <div className={classes.foot}>
        <span className="numbers">
          {running(work)
            ? total === null
              ? words.states[state]
              : words.progress(format.integer(done), format.integer(total))
            : (work.error ?? work.summary ?? '')}
        </span>
        {running(work) && <span>{remaining(work, words.remaining)}</span>}
        {link && state === 'done' && (
          <button type="button" className={classes.open} onClick={() => onOpen(link)}>
            {common.open}
          </button>
        )}
      </div>
    </li>
  )
}

/** How long is left at the pace so far; nothing until it can be told. */
function remaining({ startedAt, done, total }: Work, say: (minutes: number, seconds: number) => string): string {
  if (!startedAt || !total || done === 0) return ''
  const seconds = Math.round((((Date.now() - Date.parse(startedAt)) / done) * (total - done)) / 1000)
  return say(Math.floor(seconds / 60), seconds % 60)
}
