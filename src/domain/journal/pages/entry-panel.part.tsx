import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordButton } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { journalContract } from '../contract.ts'
import { journalWords } from '../labels/screens.ts'
import { journalLabels } from '../labels.ts'
import classes from './journal.module.css'
import { SealedFacts } from './sealed-facts.part.tsx'
import { SCREENS, SealedRecord } from './sealed-record.part.tsx'

const api = apiOf('journal', journalContract)

/** One entry: what it sealed, and how it hangs in the chain. */
export function EntryPanel({ id }: { id: string }) {
  const words = useLabels(journalWords)
  const { kinds, columns } = useLabels(journalLabels)
  const format = useFormat()
  const query = useQuery(api.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {of => (
        <>
          <RecordHead
            number={of.sequence}
            name={[kinds[of.kind] ?? of.kind, of.label].filter(Boolean).join(' ')}
            status={of.late && <Status of="warning" label={words.late} />}
            actions={
              SCREENS[of.kind] && <RecordButton {...SCREENS[of.kind]!(of.recordId)}>{words.record}</RecordButton>
            }
          />
          <RecordPart title={words.seal}>
            <Facts
              facts={[
                { label: columns.label, value: of.concerns.length > 0 && <SealedRecord of={of} />, wide: true },
                { label: columns.on, value: format.day(of.on) },
                { label: columns.sealedOn, value: `${format.day(of.sealedOn)}, ${format.time(of.at)}, ${of.by}` },
                { label: columns.grossCents, value: format.money(of.grossCents, of.currency) },
                { label: columns.hash, value: <span className={classes.code}>{of.hash}</span>, wide: true },
                {
                  label: words.previousHash,
                  value: <span className={classes.code}>{of.previousHash}</span>,
                  wide: true,
                },
              ]}
            />
          </RecordPart>
          <RecordPart title={words.sealedFacts}>
            <SealedFacts facts={of.facts} />
          </RecordPart>
        </>
      )}
    </RecordPanel>
  )
}
