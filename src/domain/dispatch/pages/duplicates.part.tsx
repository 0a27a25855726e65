import { Button, Stack, Text } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { Facts, RecordLink } from '../../../platform/web/record/facts.tsx'
import { PanelBody } from '../../../platform/web/record/panel-form.tsx'
import { RecordHead } from '../../../platform/web/record/record-panel.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { ANSWERS, watchContract } from '../contract/watch.ts'
import { runWords } from '../labels/run-screens.ts'
import { dispatchWords } from '../labels/screens.ts'
import { dispatchLabels } from '../labels.ts'
import type { ChosenRun } from './which-run.part.tsx'

const api = apiOf('dispatch', watchContract)
const source = { list: api.duplicates, count: api.duplicatesCount }
type Row = Awaited<ReturnType<typeof api.duplicates.call>>['rows'][number]
type Answer = (typeof ANSWERS)[number]

/** Purchases that are probably one, and the three answers. Source: X-14. */
export function DuplicatesView({ chosen, above }: { chosen: ChosenRun; above: ReactNode }) {
  const labels = useLabels(dispatchLabels)
  const words = useLabels(runWords)
  const screen = useLabels(dispatchWords)
  const format = useFormat()
  const { answer, takeBack } = useAnswer(chosen.issueId)
  const actions: RowAction<Row>[] = [
    ...ANSWERS.map(
      (key): RowAction<Row> => ({
        key,
        label: words[key],
        right: 'dispatch.write',
        danger: key === 'duplicate',
        enabled: row => row.answer === null,
        run: ({ rows: [row] }) => row && void answer(row, key),
      }),
    ),
    {
      key: 'takeBack',
      label: words.takeBackAnswer,
      right: 'dispatch.write',
      apart: true,
      enabled: row => row.answer !== null,
      run: ({ rows: [row] }) => row && void takeBack(row),
    },
  ]
  return (
    <ListPage
      title={labels.recipients}
      name="duplicates"
      source={source}
      counted={count => format.many(count, words.pairOne, words.pairMany)}
      columns={useColumns()}
      filters={useFilters()}
      fixed={chosen.which}
      above={above}
      searchPlaceholder={screen.search}
      exportPath="/dispatch/duplicates/export"
      empty={{ text: words.noPair }}
      actions={actions}
      panel={(_id, row) =>
        row && (
          <PairPanel
            row={row}
            chosen={chosen}
            onAnswer={key => void answer(row, key)}
            onTakeBack={() => void takeBack(row)}
          />
        )
      }
      rowName={row => words.pair(row.firstNumber, row.secondNumber)}
    />
  )
}

function useAnswer(issueId: string | undefined) {
  const words = useLabels(runWords)
  const notify = useNotify()
  const doing = async (work: () => Promise<string>) => {
    try {
      notify.done(await work())
      refresh()
    } catch (error) {
      notify.failed(error)
    }
  }
  return {
    answer: ({ firstId, secondId }: Row, answer: Answer) =>
      doing(async () => {
        const given = { firstId, secondId, answer, ...(issueId ? { issueId } : {}) }
        return words.answered[(await api.answerDuplicate.call(given)).done]
      }),
    takeBack: ({ firstId, secondId }: Row) =>
      doing(async () => {
        await api.takeBackAnswer.call({ firstId, secondId })
        return words.answerTakenBack
      }),
  }
}

/** Which run is chosen over the list; whether answers already given are shown, here. */
function useFilters(): ListFilter[] {
  const words = useLabels(runWords)
  return useMemo(
    () => [
      ...['kind', 'title', 'issue'].map((key): ListFilter => ({ kind: 'text', key, label: key, own: true })),
      {
        kind: 'choice',
        single: true,
        key: 'answered',
        label: words.answerGiven,
        options: [{ value: 'true', label: words.answeredFilter }],
      },
    ],
    [words],
  )
}

type PairProps = { row: Row; chosen: ChosenRun; onAnswer(answer: Answer): void; onTakeBack(): void }

/** Both purchases side by side, and what each answer does. */
function PairPanel({ row, chosen, onAnswer, onTakeBack }: PairProps) {
  const words = useLabels(runWords)
  const screen = useLabels(dispatchWords)
  const { columns, causes, answers } = useLabels(dispatchLabels)
  const format = useFormat()
  const may = useMay()
  const card = chosen.kind === 'subscription' ? 'subscriptions' : 'single-issues'
  const why: Record<Answer, string> = {
    separate: words.separateWhy,
    together: words.togetherWhy(format.many(row.firstCopies + row.secondCopies, screen.copy, screen.copies)),
    duplicate: words.duplicateWhy,
  }
  const purchase = (id: string, number: number, copies: number) => (
    <RecordLink to={`${card}/${id}`}>
      {number} · {format.many(copies, screen.copy, screen.copies)}
    </RecordLink>
  )
  return (
    <PanelBody>
      <RecordHead name={[row.lastName, row.firstName, row.legalName].filter(Boolean).join(' ')} />
      <Facts
        facts={[
          { label: columns.cause, value: causes[row.cause] },
          { label: columns.issueNumber, value: row.issueNumber },
          { label: words.answerGiven, value: row.answer && answers[row.answer] },
          { label: columns.firstNumber, value: purchase(row.firstId, row.firstNumber, row.firstCopies) },
          { label: columns.secondNumber, value: purchase(row.secondId, row.secondNumber, row.secondCopies) },
          { label: columns.line1, value: `${row.line1}, ${row.postcode} ${row.town}`, wide: true },
        ]}
      />
      {may('dispatch.write') && row.answer !== null && (
        <Stack gap={4} mt="md">
          <Button variant="default" onClick={onTakeBack}>
            {words.takeBackAnswer}
          </Button>
          <Text size="sm" c="dimmed">
            {words.takeBackWhy}
          </Text>
        </Stack>
      )}
      {may('dispatch.write') && row.answer === null && (
        <Stack gap="md" mt="md">
          {ANSWERS.map(key => (
            <div key={key}>
              <Button
                variant="default"
                fullWidth
                {...(key === 'duplicate' ? { color: 'red' } : {})}
                onClick={() => onAnswer(key)}
              >
                {words[key]}
              </Button>
              <Text size="sm" c="dimmed" mt={4}>
                {why[key]}
              </Text>
            </div>
          ))}
        </Stack>
      )}
    </PanelBody>
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, causes, answers } = useLabels(dispatchLabels)
  return useMemo(
    () => [
      { key: 'lastName', header: columns.lastName, width: 120, grow: true, sort: 'name', phone: 1 },
      { key: 'firstName', header: columns.firstName, width: 104, grow: true, phone: 1 },
      { key: 'legalName', header: columns.legalName, width: 130, grow: true, phone: 1 },
      { key: 'cause', header: columns.cause, width: 186, text: row => causes[row.cause], phone: 2 },
      {
        key: 'answer',
        header: columns.answer,
        width: 150,
        text: row => (row.answer ? answers[row.answer] : ''),
        hidden: true,
      },
      { key: 'firstNumber', header: columns.firstNumber, width: 84, align: 'end' },
      { key: 'firstCopies', header: columns.firstCopies, kind: 'integer', width: 76 },
      { key: 'secondNumber', header: columns.secondNumber, width: 104, align: 'end', phone: 2 },
      { key: 'secondCopies', header: columns.secondCopies, kind: 'integer', width: 84, phone: 'end' },
      { key: 'line1', header: columns.line1, width: 160, grow: true },
      { key: 'postcode', header: columns.postcode, width: 96 },
      { key: 'town', header: columns.town, width: 130 },
      { key: 'issueNumber', header: columns.issueNumber, width: 80, align: 'end' },
    ],
    [columns, causes, answers],
  )
}
