import { Button, Loader } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Bar } from '../../../platform/web/bar.tsx'
import { useCompany } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { writeSearch } from '../../../platform/web/search-params.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { day, isoDay } from '../../../values/day.ts'
import type { Language } from '../../../values/language.ts'
import { titleLookup } from '../../catalog/pages/title-lookup.part.tsx'
import { sourceKind } from '../../invoicing/rules/source.ts'
import { renewalsContract } from '../contract.ts'
import { ratesWords } from '../labels/rates.ts'
import { seriesWords } from '../labels/series.ts'
import { RATES_BY, type RatesBy } from '../rules/rates.ts'
import { type Asked, useAsked } from './rates-asked.part.ts'
import { RatesTable } from './rates-table.part.tsx'
import { useFollowTabs } from './renewal-tabs.part.tsx'
import classes from './renewals.module.css'

const api = apiOf('renewals', renewalsContract)
export type Rate = Awaited<ReturnType<typeof api.rates.call>>[number]

/** Charts weigh as much as all the rest of the screen: they come when it is opened. */
const RatesCharts = lazy(async () => ({ default: (await import('./rates-charts.part.tsx')).RatesCharts }))

/** How many renew, by month of the end, offer, source or last issue. Source: CIR-23. */
export function RatesPage() {
  const words = useLabels(ratesWords)
  const series = useLabels(seriesWords)
  const common = useLabels(commonWords)
  const tabs = useFollowTabs('renewal-rates')
  const { asked, usual, ahead } = useAsked()
  return (
    <>
      <ScreenHeading title={series.follow} name={words.rates} tabs={tabs}>
        {asked && <ExportButton asked={asked} />}
      </ScreenHeading>
      {asked ? (
        <>
          <Choice key={JSON.stringify(asked)} asked={asked} />
          <div className={classes.rates}>
            <p className={classes.dimmed} style={{ margin: 0 }}>
              {words.intro}
            </p>
            {ahead && <p>{words.ahead}</p>}
            <RatesOf asked={asked} usual={usual} />
          </div>
        </>
      ) : (
        <Loader size="sm" m="md" role="status" aria-label={common.loading} />
      )}
    </>
  )
}

function RatesOf({ asked, usual }: { asked: Asked; usual: boolean }) {
  const words = useLabels(ratesWords)
  const common = useLabels(commonWords)
  const [language] = useLanguage()
  const { data, error } = useQuery(api.rates.queryOptions({ input: asked, placeholderData: keepPreviousData }))
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (!data) return <Loader size="sm" role="status" aria-label={common.loading} />
  if (data.length === 0) return <NothingEnds usual={usual} />
  const label = (rate: Rate) => labelOf(rate, asked.by, words, language)
  const rates = data.map(rate => ({ ...rate, label: label(rate) }))
  return (
    <>
      <Suspense fallback={<Loader size="sm" role="status" aria-label={common.loading} />}>
        <RatesCharts rates={withEveryMonth(rates, asked.by, label)} by={asked.by} />
      </Suspense>
      <RatesTable rates={rates} by={asked.by} />
    </>
  )
}

/** Says so, and leads back to the months in which something ends. */
function NothingEnds({ usual }: { usual: boolean }) {
  const words = useLabels(ratesWords)
  const [, setSearch] = useSearchValues()
  if (usual) return <p>{words.noneAtAll}</p>
  return (
    <>
      <p>{words.none}</p>
      <Button
        variant="default"
        style={{ justifySelf: 'start' }}
        onClick={() => setSearch({ from: undefined, to: undefined })}
      >
        {words.usualPeriod}
      </Button>
    </>
  )
}

function labelOf({ key, label }: Rate, by: RatesBy, words: (typeof ratesWords)['fr'], language: Language): string {
  if (by === 'source') return words.sources[sourceKind(label)] ?? label
  if (by !== 'month') return label || words.unknown
  const months = new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone: 'UTC' })
  return months.format(new Date(`${key}T00:00:00Z`))
}

/** The months between the first and the last in which something ended: a chart must not close up those without. */
function withEveryMonth(rates: readonly Rate[], by: RatesBy, label: (rate: Rate) => string): readonly Rate[] {
  if (by !== 'month') return rates
  const last = rates.at(-1)!
  const known = new Map(rates.map(rate => [rate.key, rate]))
  const all: Rate[] = []
  for (let month = day(rates[0]!.key); isoDay(month) <= last.key; month = month.add({ months: 1 })) {
    const key = isoDay(month)
    const none = { key, label: '', ended: 0, renewed: 0, rateBps: 0, firstEnded: 0, firstRenewed: 0, grossCents: 0 }
    all.push(known.get(key) ?? { ...none, label: label(none) })
  }
  return all
}

function ExportButton({ asked }: { asked: Asked }) {
  const words = useLabels(ratesWords)
  const company = useCompany()
  const [inLanguage] = useLanguage()
  return (
    <Button
      component="a"
      variant="default"
      download
      leftSection={<IconDownload size={15} />}
      href={`/api/renewal-rates/export${writeSearch({ ...asked, company, inLanguage })}`}
    >
      {words.export}
    </Button>
  )
}

function Choice({ asked }: { asked: Asked }) {
  const words = useLabels(ratesWords)
  const [, setSearch] = useSearchValues()
  const [from, setFrom] = useState<string | null>(asked.from)
  const [to, setTo] = useState<string | null>(asked.to)
  return (
    <Bar onSubmit={() => setSearch({ from: from ?? undefined, to: to ?? undefined })}>
      <ChoiceField
        name="by"
        label={words.by}
        value={asked.by}
        onChange={by => setSearch({ by: by ?? undefined })}
        options={RATES_BY.map(value => ({ value, label: words.bys[value] }))}
      />
      <DayField name="from" label={words.from} value={from} onChange={setFrom} />
      <DayField name="to" label={words.to} value={to} onChange={setTo} />
      <LookupField
        name="titleId"
        label={words.title}
        value={asked.titleId ?? null}
        onChange={titleId => setSearch({ titleId: titleId ?? undefined })}
        source={titleLookup}
      />
      <Button type="submit">{words.show}</Button>
    </Bar>
  )
}
