import { Button, Text } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { catalogContract } from '../contract.ts'
import { issueWords } from '../labels/issues.ts'
import { catalogWords } from '../labels/screens.ts'
import { titleWords } from '../labels/titles.ts'
import { catalogLabels } from '../labels.ts'
import type { IssueStatus } from '../rules/issue-calendar.ts'
import { EditIssue } from './issue.form.tsx'
import { IssueMoves } from './issue-moves.part.tsx'

const api = apiOf('catalog', catalogContract)
export type Issue = Awaited<ReturnType<typeof api.issues.get.call>>
const tones: Record<IssueStatus, Tone> = { planned: 'coming', closed: 'warning', dispatched: 'good', skipped: 'off' }

/** Where an issue stands. */
export function IssueStatusDot({ of: status }: { of: IssueStatus }) {
  const { statuses } = useLabels(catalogLabels)
  return <Status of={tones[status]} label={statuses[status].charAt(0).toUpperCase() + statuses[status].slice(1)} />
}

/** One issue beside its list. */
export function IssuePanel({ id }: { id: string }) {
  const words = useLabels(catalogWords)
  const { each } = useLabels(titleWords)
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const query = useQuery(api.issues.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {issue => (
        <>
          <RecordHead
            name={each[issue.titleKind].name(issue.titleName, issue.number)}
            status={<IssueStatusDot of={issue.status} />}
            actions={
              !editing &&
              may('catalog.write') && (
                <>
                  <Button variant="default" leftSection={<IconPencil size={15} />} onClick={() => setEditing(true)}>
                    {words.edit}
                  </Button>
                  <IssueMoves issue={issue} />
                </>
              )
            }
          />
          {editing ? <EditIssue issue={issue} onDone={() => setEditing(false)} /> : <IssueFacts of={issue} />}
          <Stamps {...issue} />
        </>
      )}
    </RecordPanel>
  )
}

/** What an issue is, when it leaves and what it weighs. */
function IssueFacts({ of: issue }: { of: Issue }) {
  const { columns, issueKinds } = useLabels(catalogLabels)
  const words = useLabels(issueWords)
  const own = useLabels(titleWords).each[issue.titleKind]
  const format = useFormat()
  return (
    <>
      <Text size="sm" c="dimmed">
        {words.meaning[issue.status]}
      </Text>
      <Facts
        facts={[
          {
            label: columns.titleCode,
            value: (
              <RecordLink to="titles" search={{ open: issue.titleId }}>
                {issue.titleName}
              </RecordLink>
            ),
          },
          { label: own.issue, value: issue.number },
          { label: columns.label, value: issue.label },
          { label: own.coverOn, value: format.day(issue.coverOn) },
          { label: columns.onSaleOn, value: format.day(issue.onSaleOn) },
          { label: own.closesOn, value: format.day(issue.closesOn) },
          { label: columns.shipsOn, value: format.day(issue.shipsOn) },
          { label: columns.kind, value: issue.kind !== 'regular' && issueKinds[issue.kind] },
          { label: columns.countsFor, value: issue.countsFor !== 1 && String(issue.countsFor) },
          { label: columns.forSubscribers, value: issue.forSubscribers ? words.yes : words.no },
          { label: columns.weightGrams, value: format.integer(issue.weightGrams) },
          { label: columns.printedCopies, value: format.integer(issue.printedCopies) },
          {
            label: words.stock,
            value: issue.printedCopies !== null && (
              <RecordLink to="stock" search={{ open: issue.id }}>
                {words.stock}
              </RecordLink>
            ),
          },
          { label: columns.ordinal, value: format.integer(issue.ordinal) },
        ]}
      />
    </>
  )
}
