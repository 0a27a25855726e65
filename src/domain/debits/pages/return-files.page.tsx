import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { Facts, RecordButton } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { debitsLabels } from '../labels/lists.ts'
import { returnWords } from '../labels/return-screens.ts'
import { debitWords } from '../labels/screens.ts'
import { debitReturnFiles, type ReturnFile } from './debit-api.part.ts'
import { useDebitTabs } from './debit-tabs.part.tsx'
import { RefusedLines, TakeReturns } from './take-returns.form.tsx'

/** Files of the bank that were read, and what could not be taken of them. Source: L-16. */
export function ReturnFilesPage() {
  const words = useLabels(returnWords)
  const { debits } = useLabels(debitWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const [taking, setTaking] = useState(false)
  const take = { label: words.take, right: 'debits.write', run: () => setTaking(true) }
  return (
    <>
      <ListPage
        title={debits}
        name="debit-return-files"
        source={debitReturnFiles}
        counted={count => format.many(count, words.fileOne, words.fileMany)}
        columns={useColumns()}
        tabs={useDebitTabs('debit-returns')}
        exportPath="/debit-return-files/export"
        empty={{ text: words.fileNone, action: take }}
        mainAction={take}
        otherActions={[{ label: words.seeAll, run: () => void navigate({ to: path('debit-returns') }) }]}
        panel={id => <FilePanel key={id} id={id} />}
        rowName={row => row.name}
      />
      {taking && <TakeReturns onClose={() => setTaking(false)} />}
    </>
  )
}

function FilePanel({ id }: { id: string }) {
  const words = useLabels(returnWords)
  const { columns } = useLabels(debitsLabels)
  const format = useFormat()
  const query = useQuery(debitReturnFiles.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {file => (
        <>
          <RecordHead
            name={file.name}
            actions={
              <RecordButton to="debit-returns" search={{ fileId: id }}>
                {words.takenOf}
              </RecordButton>
            }
          />
          <Facts
            facts={[
              { label: columns.format, value: file.format },
              { label: columns.readCount, value: format.integer(file.readCount) },
              { label: columns.takenCount, value: format.integer(file.takenCount) },
              { label: columns.refusedCount, value: format.integer(file.refusedCount) },
            ]}
          />
          {file.refused.length === 0 ? <p>{words.noneRefused}</p> : <RefusedLines of={file.refused} />}
          <Stamps createdAt={file.createdAt} createdBy={file.createdBy} />
        </>
      )}
    </RecordPanel>
  )
}

function useColumns(): ListColumn<ReturnFile>[] {
  const { columns } = useLabels(debitsLabels)
  return useMemo(
    () => [
      { key: 'name', header: columns.name, width: 220, grow: true, phone: 1 },
      { key: 'format', header: columns.format, width: 100, phone: 2 },
      { key: 'readCount', header: columns.readCount, kind: 'integer', width: 100 },
      { key: 'takenCount', header: columns.takenCount, kind: 'integer', width: 100, phone: 'end' },
      { key: 'refusedCount', header: columns.refusedCount, kind: 'integer', width: 90 },
      { key: 'createdAt', header: columns.createdAt, kind: 'instant', width: 140, sort: true, phone: 2 },
      { key: 'createdBy', header: columns.createdBy, width: 70 },
    ],
    [columns],
  )
}
