import { IconUser, IconUserOff } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useMemo, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { AttentionList } from '../../../platform/web/attention.tsx'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { PanelBody } from '../../../platform/web/record/panel-form.tsx'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { useServeLatest } from '../../subscriptions/pages/latest-issue.part.tsx'
import { dispatchContract } from '../contract.ts'
import { runWords } from '../labels/run-screens.ts'
import { dispatchWords } from '../labels/screens.ts'
import { dispatchLabels } from '../labels.ts'
import { ShipmentsToSend } from './attention.part.tsx'
import { ChangesView } from './changes.part.tsx'
import { DispatchDialog } from './dispatch.form.tsx'
import { DuplicatesView } from './duplicates.part.tsx'
import { LeaveOutDialog } from './leave-out.form.tsx'
import { NotInView } from './not-in.part.tsx'
import classes from './preview-line.module.css'
import { PreviewLine, usePreview } from './preview-line.part.tsx'
import { RepairRecipients } from './repair.part.tsx'
import { RunViews, useRunView } from './run-views.part.tsx'
import { type ChosenRun, useChosenRun, WhichRun } from './which-run.part.tsx'

const api = apiOf('dispatch', dispatchContract)
const source = { list: api.recipients, count: api.recipientsCount }
type Row = Awaited<ReturnType<typeof api.recipients.call>>['rows'][number]

/** Set by the choice over the list, not by chips. */
const filters: ListFilter[] = ['kind', 'title', 'issue'].map(key => ({ kind: 'text', key, label: key, own: true }))

/** Who is owed copies and not served yet, and the button that dispatches. Source: ABO-50 to ABO-56. */
export function RecipientsPage() {
  const labels = useLabels(dispatchLabels)
  const words = useLabels(dispatchWords)
  const chosen = useChosenRun()
  const view = useRunView()
  if (!chosen.ready) {
    return (
      <>
        <ScreenHeading title={labels.recipients} name={labels.recipients} />
        <WhichRun chosen={chosen} />
        <p className={classes.prompt}>
          {chosen.title ? words.chooseIssue : chosen.noTitle ? words.noTitle : words.chooseTitle}
        </p>
        {chosen.noTitle && (
          <p className={classes.prompt}>
            <RecordLink to="titles" search={{ open: 'new' }}>
              {words.createTitle}
            </RecordLink>
          </p>
        )}
        {chosen.kind === 'subscription' && (
          <AttentionList>
            <ShipmentsToSend />
          </AttentionList>
        )}
      </>
    )
  }
  const above = (
    <>
      <WhichRun chosen={chosen} />
      <PreviewLine which={chosen.which} />
      <RunViews />
    </>
  )
  if (view === 'not-in') return <NotInView chosen={chosen} above={above} />
  if (view === 'changes') return <ChangesView chosen={chosen} above={above} />
  if (view === 'duplicates') return <DuplicatesView chosen={chosen} above={above} />
  if (view === 'addresses') return <AddressesView chosen={chosen} above={above} />
  return <InView chosen={chosen} above={above} />
}

/** Whose address breaks the postal standard, to repair before the run. */
function AddressesView({ chosen, above }: { chosen: ChosenRun; above: ReactNode }) {
  const labels = useLabels(dispatchLabels)
  return (
    <>
      <ScreenHeading title={labels.recipients} name={labels.recipients} />
      {above}
      <PanelBody>
        <RepairRecipients which={chosen.which} />
      </PanelBody>
    </>
  )
}

/** Who is in the run, and the button that makes it. */
function InView({ chosen, above }: { chosen: ChosenRun; above: ReactNode }) {
  const labels = useLabels(dispatchLabels)
  const words = useLabels(dispatchWords)
  const format = useFormat()
  const [dispatching, setDispatching] = useState(false)
  const [leaving, setLeaving] = useState<readonly string[] | null>(null)
  const newer = usePreview(chosen.which).data?.newer ?? 0
  const action = chosen.issueNumber
    ? words.dispatchIssue(chosen.issueNumber)
    : chosen.kind === 'single-issue'
      ? words.dispatchSingles
      : words.dispatch
  return (
    <>
      <ListPage
        title={labels.recipients}
        name="recipients"
        source={source}
        counted={count => format.many(count, words.recipientsOne, words.recipientsMany)}
        columns={useColumns(newer > 0)}
        filters={filters}
        fixed={chosen.which}
        above={above}
        searchPlaceholder={words.search}
        exportPath="/dispatch/recipients/export"
        empty={{ text: words.nobody }}
        mainAction={{ label: action, right: 'dispatch.write', shortcut: 'mod+E', run: () => setDispatching(true) }}
        actions={useActions(setLeaving, chosen.kind)}
        rowName={row => `${row.number} ${row.lastName} ${row.firstName}`}
      />
      {dispatching && <DispatchDialog which={chosen.which} title={action} onClose={() => setDispatching(false)} />}
      {leaving && <LeaveOutDialog purchaseIds={leaving} issueId={chosen.issueId} onClose={() => setLeaving(null)} />}
    </>
  )
}

function useActions(leaveOut: (purchaseIds: readonly string[]) => void, kind: ChosenRun['kind']): RowAction<Row>[] {
  const words = useLabels(dispatchWords)
  const run = useLabels(runWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const serveLatest = useServeLatest<Row>()
  return [
    {
      key: 'contact',
      label: words.showContact,
      icon: <IconUser size={16} />,
      right: 'parties.read',
      run: ({ rows: [row] }) => row && void navigate({ to: path(`contacts/${row.recipientId}`) }),
    },
    {
      key: 'leaveOut',
      label: run.leaveOut,
      icon: <IconUserOff size={16} />,
      right: 'dispatch.write',
      on: 'some',
      apart: true,
      run: ({ rows }) => leaveOut(rows.map(({ id }) => id)),
    },
    ...(kind === 'single-issue' ? [{ ...serveLatest, apart: false }] : []),
  ]
}

function useColumns(newer: boolean): ListColumn<Row>[] {
  const { columns } = useLabels(dispatchLabels)
  return useMemo(
    () => [
      { key: 'number', header: columns.purchaseNumber, width: 76, align: 'end', sort: true, phone: 1 },
      { key: 'contactNumber', header: columns.contactNumber, width: 72, align: 'end' },
      { key: 'honorific', header: columns.honorific, width: 54 },
      { key: 'lastName', header: columns.lastName, width: 108, sort: 'name', phone: 1 },
      { key: 'firstName', header: columns.firstName, width: 104, phone: 1 },
      { key: 'legalName', header: columns.legalName, width: 82, grow: true, phone: 1 },
      { key: 'email', header: columns.email, width: 84, grow: true },
      { key: 'line1', header: columns.line1, width: 112, grow: true, phone: 2 },
      { key: 'postcode', header: columns.postcode, width: 90 },
      { key: 'town', header: columns.town, width: 104, phone: 2 },
      { key: 'copies', header: columns.copies, kind: 'integer', width: 62, phone: 'end' },
      { key: 'productCode', header: columns.productCode, width: 80 },
      { key: 'issueNumber', header: columns.issueNumber, width: 76, align: 'end' },
      ...(newer
        ? [{ key: 'newerIssueNumber', header: columns.newerIssueNumber, width: 84, align: 'end' as const }]
        : []),
      { key: 'line2', header: columns.line2, hidden: true },
      { key: 'line3', header: columns.line3, hidden: true },
      { key: 'country', header: columns.country, width: 70, hidden: true },
    ],
    [columns, newer],
  )
}
