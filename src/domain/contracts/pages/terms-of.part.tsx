import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { termWords } from '../labels/term-screens.ts'
import { contractTerms, type Term } from './contract-api.part.ts'
import { TermStatus } from './contract-status.part.tsx'
import classes from './contracts.module.css'
import { useTermActions } from './term-actions.part.tsx'
import { EarlierInvoices, TermInvoice, TermPeriod } from './term-invoice.part.tsx'

const MOST = 60
const MOST_BRIEF = 12

/** All terms of a contract in their order, each with its invoice and what can be done. Source: REC-23, REC-26. */
export function TermsOf({ contractId, brief = false }: { contractId: string; brief?: boolean }) {
  const words = useLabels(termWords)
  const own = useTermActions()
  const query = useQuery(
    contractTerms.list.queryOptions({ input: { contractId, sort: 'startsOn', limit: brief ? MOST_BRIEF : MOST } }),
  )
  const columns: ListColumn<Term>[] = [
    { key: 'period', header: words.period, cell: row => <TermPeriod of={row} /> },
    ...(brief ? [] : [{ key: 'invoiceOn', header: words.invoiceOn, kind: 'day' as const }]),
    { key: 'state', header: words.state, cell: row => <TermStatus of={row} /> },
    { key: 'grossCents', header: words.amount, kind: 'money', cell: row => <TermAmount of={row} /> },
    { key: 'invoice', header: words.invoice, cell: row => <TermInvoice of={row} /> },
    ...(brief
      ? []
      : [{ key: 'actions', header: '', cell: (row: Term) => <TermMenu of={row} actions={own.actions} /> }]),
  ]
  return (
    <>
      <SmallTable
        query={query}
        columns={columns}
        empty={words.noneHere}
        more={
          <RecordLink to="contract-terms" search={{ contractId }}>
            {words.allOfThem}
          </RecordLink>
        }
      />
      {own.dialog}
    </>
  )
}

/** The amount, and why it is not that of a whole period. */
function TermAmount({ of }: { of: Term }) {
  const words = useLabels(termWords)
  const format = useFormat()
  const partly = of.proratedDays !== null && words.partOf(format.integer(of.proratedDays), format.integer(of.wholeDays))
  return (
    <span title={partly || words.fullPeriod}>
      {format.money(of.grossCents, of.currency)}
      {partly && ' *'}
    </span>
  )
}

type Actions = ReturnType<typeof useTermActions>['actions']

/** What can be done with one term; what cannot is left out. */
function TermMenu({ of, actions }: { of: Term; actions: Actions }) {
  const words = useLabels(termWords)
  const format = useFormat()
  const may = useMay()
  const offered = actions.filter(({ right, enabled }) => may(right) && (enabled?.(of) ?? true) === true)
  if (offered.length === 0) return null
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }} shadow="md">
      <Menu.Target>
        <ActionIcon className={classes.menu} aria-label={words.actionsOf(format.day(of.startsOn))}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map(({ key, label, icon, run }) => (
          <Menu.Item key={key} leftSection={icon} onClick={() => run({ rows: [of], count: 1, all: false, query: {} })}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What was invoiced of a contract, the latest first, with what was taken back. Source: X-63. */
export function ContractInvoices({ contractId }: { contractId: string }) {
  const words = useLabels(termWords)
  const format = useFormat()
  const query = useQuery(
    contractTerms.list.queryOptions({ input: { contractId, state: 'issued', sort: '-startsOn', limit: MOST } }),
  )
  const columns: ListColumn<Term>[] = [
    { key: 'invoice', header: words.invoice, cell: row => <TermInvoice of={row} /> },
    { key: 'period', header: words.period, cell: row => <TermPeriod of={row} /> },
    { key: 'invoiceOn', header: words.invoiceOn, kind: 'day' },
    { key: 'grossCents', header: words.amount, kind: 'money' },
    {
      key: 'sharedWith',
      header: words.sharedWith,
      text: row => (row.sharedWith > 0 ? format.many(row.sharedWith, words.otherOne, words.otherMany) : ''),
    },
    { key: 'earlier', header: words.earlier, cell: row => <EarlierInvoices of={row} /> },
  ]
  return (
    <SmallTable
      query={query}
      columns={columns}
      empty={words.noInvoices}
      more={
        <RecordLink to="contract-terms" search={{ contractId, state: 'issued' }}>
          {words.allOfThem}
        </RecordLink>
      }
    />
  )
}
