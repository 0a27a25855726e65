import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordButton, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel } from '../../../platform/web/record/record-panel.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { renewalsContract } from '../contract.ts'
import { seriesWords } from '../labels/series.ts'
import { renewalsLabels } from '../labels.ts'
import type { Series } from './series.form.tsx'
import { SeriesStatus } from './series.page.tsx'

const api = apiOf('renewals', renewalsContract)

/** One series, read by its id. */
export const useSeries = (id: string) =>
  useQuery(api.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))

/** A series beside the list: whom it is for and its waves in a few words. */
export function SeriesPanel({ id }: { id: string }) {
  const words = useLabels(seriesWords)
  const { channels } = useLabels(renewalsLabels)
  return (
    <RecordPanel query={useSeries(id)}>
      {series => (
        <>
          <RecordHead
            name={series.name}
            status={<SeriesStatus of={series} />}
            actions={<RecordButton to={`renewals/${id}`}>{words.waves}</RecordButton>}
          />
          <SeriesFacts of={series} />
          <ol style={{ margin: 0, paddingLeft: 20 }}>
            {series.steps.map(({ id: stepId, channel, countedIn, left, active }) => (
              <li key={stepId}>
                {channels[channel]}, {words.when[countedIn](left)}
                {!active && ` (${words.off})`}
              </li>
            ))}
          </ol>
          <Stamps {...series} />
        </>
      )}
    </RecordPanel>
  )
}

/** Whom a series is for and how it leaves. */
export function SeriesFacts({ of }: { of: Series }) {
  const { columns } = useLabels(renewalsLabels)
  const words = useLabels(seriesWords)
  return (
    <Facts
      facts={[
        { label: words.title, value: <RecordLink to={`titles/${of.titleId}`}>{of.titleName}</RecordLink> },
        { label: words.product, value: of.productCode || words.allOffers },
        { label: words.link, value: of.link },
        { label: columns.automatic, value: of.automatic ? words.automaticYes : words.automaticNo },
      ]}
    />
  )
}
