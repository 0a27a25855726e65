import { Button } from '@mantine/core'
import { IconReceipt, IconUser } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { missedContract } from '../contract/missed.ts'
import { runWords } from '../labels/run-screens.ts'
import { dispatchWords } from '../labels/screens.ts'
import { dispatchLabels } from '../labels.ts'
import { DispatchDialog } from './dispatch.form.tsx'
import classes from './run-views.module.css'

const api = apiOf('missedCopies', missedContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]
type Issue = Awaited<ReturnType<typeof api.byIssue.call>>['rows'][number]

/** Set by the issues over the list, not by chips. */
const filters: ListFilter[] = ['title', 'issueId'].map(key => ({ kind: 'text', key, label: key, own: true }))

/** Copies that somebody was owed of an issue that left: none may be forgotten. Source: M-2, X-6, ABO-9. */
export function MissedPage() {
  const words = useLabels(runWords)
  const screen = useLabels(dispatchWords)
  const format = useFormat()
  const [{ issueId }] = useSearchValues()
  const [dispatching, setDispatching] = useState(false)
  const issues = useQuery(api.byIssue.queryOptions({ input: {}, placeholderData: keepPreviousData }))
  const chosen = issues.data?.rows.find(issue => issue.issueId === issueId)
  const empty = issues.data?.rows.length === 0 ? words.nothingLeft : words.nothingMissed
  return (
    <>
      <ListPage
        title={words.missedTitle}
        name="missed"
        source={api}
        counted={count => format.many(count, words.missedOne, words.missedMany)}
        columns={useColumns()}
        filters={filters}
        above={<IssueChoice query={issues} />}
        searchPlaceholder={screen.search}
        exportPath="/missed-copies/export"
        empty={{ text: empty }}
        {...(chosen && chosen.count > 0
          ? {
              mainAction: {
                label: words.catchUp(chosen.issueNumber),
                right: 'dispatch.write',
                shortcut: 'mod+E',
                run: () => setDispatching(true),
              },
            }
          : {})}
        actions={useActions()}
        rowName={row => `${row.number} ${row.lastName} ${row.firstName} ${row.issueNumber}`}
      />
      {dispatching && chosen && (
        <DispatchDialog
          which={{ kind: 'subscription', title: chosen.titleId, issue: chosen.issueId }}
          title={words.catchUp(chosen.issueNumber)}
          onClose={() => setDispatching(false)}
        />
      )}
    </>
  )
}

type Counted = { data: { rows: Issue[] } | undefined; error: Error | null }

/** How many are missed of each issue that left; one is chosen to see who, and to send them theirs. */
function IssueChoice({ query: { data, error } }: { query: Counted }) {
  const words = useLabels(runWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const [{ issueId }, setSearch] = useSearchValues()
  if (error)
    return (
      <p className={classes.issues} role="alert">
        {failureOf(error, common.unreachable).message}
      </p>
    )
  if (!data) return <p className={classes.issues}>{common.loading}</p>
  const several = new Set(data.rows.map(({ titleId }) => titleId)).size > 1
  const all = data.rows.reduce((sum, { count }) => sum + count, 0)
  const button = (id: string | undefined, label: string, count: number) => (
    <Button
      key={id ?? ''}
      variant={issueId === id ? 'filled' : 'default'}
      aria-pressed={issueId === id}
      size="compact-sm"
      onClick={() => setSearch({ issueId: id, open: undefined })}
    >
      {label} · {format.integer(count)}
    </Button>
  )
  return (
    <div className={classes.issues}>
      {button(undefined, words.allIssues, all)}
      {data.rows.map(({ issueId: id, issueNumber, titleName, count }) =>
        button(id, several ? `${titleName} ${words.issue(issueNumber)}` : words.issue(issueNumber), count),
      )}
    </div>
  )
}

function useActions(): RowAction<Row>[] {
  const screen = useLabels(dispatchWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  return [
    {
      key: 'purchase',
      label: screen.showPurchase,
      icon: <IconReceipt size={16} />,
      right: 'subscriptions.read',
      run: ({ rows: [row] }) => row && void navigate({ to: path(`subscriptions/${row.purchaseId}`) }),
    },
    {
      key: 'contact',
      label: screen.showContact,
      icon: <IconUser size={16} />,
      right: 'parties.read',
      run: ({ rows: [row] }) => row && void navigate({ to: path(`contacts/${row.recipientId}`) }),
    },
  ]
}

function useColumns(): ListColumn<Row>[] {
  const { columns } = useLabels(dispatchLabels)
  return useMemo(
    () => [
      { key: 'issueNumber', header: columns.issueNumber, width: 76, align: 'end', phone: 'end' },
      { key: 'titleName', header: columns.titleName, width: 150, hidden: true },
      { key: 'number', header: columns.purchaseNumber, width: 76, align: 'end', sort: true, phone: 1 },
      { key: 'honorific', header: columns.honorific, width: 54 },
      { key: 'lastName', header: columns.lastName, width: 108, sort: 'name', phone: 1 },
      { key: 'firstName', header: columns.firstName, width: 104, phone: 1 },
      { key: 'legalName', header: columns.legalName, width: 104, grow: true, phone: 1 },
      { key: 'email', header: columns.email, width: 124, grow: true },
      { key: 'line1', header: columns.line1, width: 150, grow: true, phone: 2 },
      { key: 'postcode', header: columns.postcode, width: 90 },
      { key: 'town', header: columns.town, width: 124, phone: 2 },
      { key: 'copies', header: columns.copies, kind: 'integer', width: 62 },
      { key: 'productCode', header: columns.productCode, width: 90 },
    ],
    [columns],
  )
}
