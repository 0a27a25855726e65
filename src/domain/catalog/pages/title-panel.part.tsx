import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordButton, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { isoDay } from '../../../values/day.ts'
import { catalogContract } from '../contract.ts'
import { catalogWords } from '../labels/screens.ts'
import { taxWords } from '../labels/tax.ts'
import { titleWords } from '../labels/titles.ts'
import { catalogLabels } from '../labels.ts'
import { registeredUntil } from '../rules/tax.ts'
import { EditTitle } from './title.form.tsx'

const api = apiOf('catalog', catalogContract)
export type Title = Awaited<ReturnType<typeof api.titles.get.call>>

/** One title, read by its id. */
export const useTitle = (id: string) =>
  useQuery(api.titles.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))

/** One title beside the list: its settings. Source: ABO-20 to ABO-22. */
export function TitlePanel({ id }: { id: string }) {
  const words = useLabels(catalogWords)
  const more = useLabels(titleWords)
  const may = useMay()
  const [editing, setEditing] = useState(false)
  return (
    <RecordPanel query={useTitle(id)}>
      {title => (
        <>
          <RecordHead
            number={title.code}
            name={title.name}
            actions={
              !editing && (
                <>
                  {may('catalog.write') && (
                    <Button variant="default" leftSection={<IconPencil size={15} />} onClick={() => setEditing(true)}>
                      {words.edit}
                    </Button>
                  )}
                  <RecordButton to={`titles/${id}`}>{words.openCard}</RecordButton>
                  <RecordButton to="issues" search={{ titleId: id }}>
                    {more.each[title.kind].issues}
                  </RecordButton>
                </>
              )
            }
          />
          {editing ? <EditTitle title={title} onDone={() => setEditing(false)} /> : <TitleFacts of={title} />}
          <Stamps {...title} />
        </>
      )}
    </RecordPanel>
  )
}

/** The settings of a title. */
export function TitleFacts({ of }: { of: Title }) {
  const { columns, frequencies, titleKinds, service, counted, latestChosen } = useLabels(catalogLabels)
  const words = useLabels(catalogWords)
  const tax = useLabels(taxWords)
  const format = useFormat()
  const until = registeredUntil(of)
  return (
    <Facts
      facts={[
        { label: columns.titleKind, value: titleKinds[of.kind] },
        { label: columns.frequency, value: frequencies[of.frequency] },
        { label: columns.firstIssueOn, value: format.day(of.firstIssueOn) },
        {
          label: columns.mailingHouse,
          value: of.mailingHouseId ? (
            <RecordLink to={`contacts/${of.mailingHouseId}`}>{of.mailingHouse}</RecordLink>
          ) : (
            words.noMailingHouse
          ),
        },
        { label: columns.issueCount, value: format.integer(of.issueCount) },
        { label: columns.servedBy, value: service[of.servedBy] },
        { label: columns.countedBy, value: counted[of.countedBy] },
        { label: columns.latestAtShipment, value: latestChosen[`${of.latestAtShipment}`] },
        { label: columns.graceIssues, value: of.graceIssues > 0 && format.integer(of.graceIssues) },
        { label: columns.warningDays, value: format.integer(of.warningDays) },
        { label: columns.replacementLimit, value: format.integer(of.replacementLimit) },
        { label: columns.parcelFromCopies, value: format.integer(of.parcelFromCopies) },
        { label: columns.coverPriceCents, value: format.money(of.coverPriceCents) },
        { label: columns.issn, value: of.issn },
        { label: columns.cppap, value: of.cppap },
        { label: tax.cppapUntil, value: until && format.day(isoDay(until)) },
      ]}
    />
  )
}
