import { Button, Group, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { Section } from '../../../platform/web/section.tsx'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { importsContract } from '../contract.ts'
import { importWords, toldTitles } from '../labels/screens.ts'
import { importsLabels, toldInWords } from '../labels.ts'
import type { Told } from '../rules/check.ts'
import { LINE_STATES, type LineState } from '../rules/states.ts'
import type { Card } from './import.page.tsx'

const api = apiOf('imports', importsContract)
type Row = Awaited<ReturnType<typeof api.lines.call>>['rows'][number]
type Shown = { state?: LineState; code?: string }

const tones: Record<LineState, Tone> = { good: 'coming', made: 'good', known: 'off', refused: 'bad' }

/** What was read: lines by their state, what is told of them, and the lines themselves. */
export function ImportReport({ card }: { card: Card }) {
  const words = useLabels(importWords)
  const labels = useLabels(importsLabels)
  const { colon } = useLabels(commonWords)
  const format = useFormat()
  const [shown, setShown] = useState<Shown>(card.counts.refused ? { state: 'refused' } : {})
  const states = LINE_STATES.filter(state => card.counts[state])
  return (
    <>
      <Section title={words.readTitle}>
        <Group gap="xs">
          <Choice active={!shown.state && !shown.code} onClick={() => setShown({})} label={words.allLines} />
          {states.map(state => (
            <Choice
              key={state}
              active={shown.state === state}
              onClick={() => setShown({ state })}
              label={`${labels.linesIn[state]}${colon}${format.integer(card.counts[state] ?? 0)}`}
            />
          ))}
        </Group>
        {Object.entries(card.sums).map(([field, cents]) => (
          <span key={field} className="numbers">
            {words.sum} {labels.fields[field as 'number']}
            {colon}
            {format.money(cents)}
          </span>
        ))}
        <Tells card={card} shown={shown} show={setShown} />
      </Section>
      <Section title={words.shown}>
        <Lines key={JSON.stringify(shown)} importId={card.id} shown={shown} counts={JSON.stringify(card.counts)} />
      </Section>
    </>
  )
}

function Choice({ active, label, onClick }: { active: boolean; label: string; onClick(): void }) {
  return (
    <Button size="xs" variant={active ? 'filled' : 'default'} aria-pressed={active} onClick={onClick}>
      {label}
    </Button>
  )
}

function Tells({ card, shown, show }: { card: Card; shown: Shown; show(next: Shown): void }) {
  const words = useLabels(importWords)
  const titles = useLabels(toldTitles)
  const format = useFormat()
  if (card.told.length === 0) return <p>{words.nothingTold}</p>
  return (
    <ul aria-label={words.tells} style={{ margin: 0, paddingInlineStart: 0, listStyle: 'none' }}>
      {card.told.map(({ code, refuses, count }) => (
        <li key={code}>
          <UnstyledButton aria-pressed={shown.code === code} onClick={() => show({ code })} py={3}>
            <Status
              of={refuses ? 'bad' : 'warning'}
              label={`${format.integer(count)} — ${titles[code as 'known'] ?? titles.other}`}
            />
          </UnstyledButton>
        </li>
      ))}
    </ul>
  )
}

function Lines({ importId, shown, counts }: { importId: string; shown: Shown; counts: string }) {
  const words = useLabels(importWords)
  const [after, setAfter] = useState<string>()
  const input = { importId, ...shown, ...(after ? { after } : {}), limit: 50 }
  const query = useQuery({
    ...api.lines.queryOptions({ input }),
    queryKey: [...api.lines.queryKey({ input }), counts] as never,
  })
  const next = query.data?.next
  return (
    <>
      <SmallTable query={query as never} columns={useLineColumns()} empty={words.noLines} />
      <Group>
        {after && (
          <Button size="xs" variant="default" onClick={() => setAfter(undefined)}>
            {words.first}
          </Button>
        )}
        {next && (
          <Button size="xs" variant="default" onClick={() => setAfter(next)}>
            {words.next}
          </Button>
        )}
      </Group>
    </>
  )
}

function useLineColumns(): ListColumn<Row>[] {
  const { columns, lineStates } = useLabels(importsLabels)
  const [language] = useLanguage()
  return [
    { key: 'line', header: columns.line, width: 64, kind: 'integer' },
    {
      key: 'state',
      header: columns.state,
      width: 110,
      cell: row => <Status of={tones[row.state]} label={lineStates[row.state]} />,
      text: row => lineStates[row.state],
    },
    {
      key: 'told',
      header: columns.told,
      width: 320,
      text: row => row.told.map(one => toldInWords(one as Told, language)).join(' '),
    },
    { key: 'cells', header: columns.cells, width: 300, text: row => row.cells?.filter(Boolean).join(' · ') ?? '' },
  ]
}
