import { IconListDetails } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { Facts } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { statementsContract } from '../contract/statements.ts'
import { bankWords } from '../labels/bank-screens.ts'
import { statementLabels } from '../labels/statements.ts'
import { useBankTabs } from './bank-tabs.part.tsx'
import classes from './reconciliation.module.css'
import { ReadStatement } from './take-statement.form.tsx'

const api = apiOf('bankStatements', statementsContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** Statements that were read, with the lines refused of each. */
export function BankStatementsPage() {
  const words = useLabels(bankWords)
  const format = useFormat()
  const [reading, setReading] = useState(false)
  const main = { label: words.read, right: 'payments.write', run: () => setReading(true) }
  return (
    <>
      <ListPage
        title={words.statements}
        name="bank-statements"
        source={api}
        counted={count => format.many(count, words.statementOne, words.statementMany)}
        columns={useColumns()}
        tabs={useBankTabs('bank-statements')}
        searchPlaceholder={words.searchStatements}
        exportPath="/bank-statements/export"
        empty={{ text: words.noStatements, action: main }}
        mainAction={main}
        actions={useActions()}
        panel={id => <StatementPanel id={id} />}
        rowName={row => row.name}
      />
      {reading && <ReadStatement onClose={() => setReading(false)} />}
    </>
  )
}

function useActions(): RowAction<Row>[] {
  const words = useLabels(bankWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  return [
    {
      key: 'movements',
      label: words.showMovements,
      icon: <IconListDetails size={16} />,
      run: ({ rows: [row] }) =>
        row && void navigate({ to: path('bank-movements'), search: { statementId: row.id } as never }),
    },
  ]
}

function useColumns(): ListColumn<Row>[] {
  const { columns } = useLabels(statementLabels)
  return useMemo(
    () => [
      { key: 'name', header: columns.name, width: 200, grow: true, phone: 1 },
      { key: 'bankAccount', header: columns.bankAccount, width: 150, grow: true, phone: 2 },
      { key: 'startsOn', header: columns.startsOn, kind: 'day', width: 100 },
      { key: 'endsOn', header: columns.endsOn, kind: 'day', width: 100, phone: 2 },
      { key: 'readCount', header: columns.readCount, kind: 'integer', width: 110 },
      { key: 'takenCount', header: columns.takenCount, kind: 'integer', width: 100 },
      { key: 'refusedCount', header: columns.refusedCount, kind: 'integer', width: 120 },
      { key: 'openCount', header: columns.openCount, kind: 'integer', width: 120, phone: 'end' },
      { key: 'createdAt', header: columns.createdAt, kind: 'instant', width: 140, sort: true },
      { key: 'createdBy', header: columns.createdBy, width: 70 },
    ],
    [columns],
  )
}

function StatementPanel({ id }: { id: string }) {
  const words = useLabels(bankWords)
  const { columns, faults, formats } = useLabels(statementLabels)
  const format = useFormat()
  const query = useQuery(api.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {statement => (
        <>
          <RecordHead name={statement.name} />
          <Facts
            facts={[
              { label: columns.bankAccount, value: statement.bankAccount },
              { label: columns.format, value: formats[statement.format] },
              { label: columns.startsOn, value: format.day(statement.startsOn) },
              { label: columns.endsOn, value: format.day(statement.endsOn) },
              { label: columns.readCount, value: format.integer(statement.readCount) },
              { label: columns.takenCount, value: format.integer(statement.takenCount) },
              { label: columns.openCount, value: format.integer(statement.openCount) },
            ]}
          />
          {statement.refused.length > 0 && (
            <RecordPart title={words.refusedLines}>
              <ul className={classes.refused}>
                {statement.refused.map(({ line, code, detail }) => (
                  <li key={line}>
                    {words.refused(format.integer(line))}
                    {faults[code]}
                    {detail && ` (${detail})`}
                  </li>
                ))}
              </ul>
            </RecordPart>
          )}
        </>
      )}
    </RecordPanel>
  )
}
