import { Button, Group, Loader } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompany } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { writeSearch } from '../../../platform/web/search-params.ts'
import { Status } from '../../../platform/web/status.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { booksContract } from '../contract.ts'
import { booksWords } from '../labels/screens.ts'
import { booksLabels } from '../labels.ts'
import classes from './books.module.css'
import { useBooksTabs } from './books-tabs.part.tsx'
import { NotWritten } from './not-written.part.tsx'

const api = apiOf('books', booksContract)
type Report = Awaited<ReturnType<typeof api.checkFec.call>>

/** The file of entries of each fiscal year, checked before it leaves. Source: L-17. */
export function FecPage() {
  const words = useLabels(booksWords)
  const common = useLabels(commonWords)
  const { data, error } = useQuery(api.years.queryOptions({}))
  return (
    <>
      <ScreenHeading title={words.books} name={words.fec} tabs={useBooksTabs('fec')} />
      <NotWritten />
      <div className={classes.page}>
        <p className={classes.intro}>{words.fecIntro}</p>
        {error && <p role="alert">{failureOf(error, common.unreachable).message}</p>}
        {!data && !error && <Loader size="sm" role="status" aria-label={common.loading} />}
        <div>
          {data?.years.map(({ year }) => (
            <Year key={year} year={year} />
          ))}
        </div>
      </div>
    </>
  )
}

function Year({ year }: { year: number }) {
  const words = useLabels(booksWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const { data, error } = useQuery(api.checkFec.queryOptions({ input: { year } }))
  return (
    <section className={classes.year} aria-label={`${words.year} ${year}`} aria-busy={!data && !error}>
      <h2>
        {words.year} {year}
      </h2>
      {error && <p role="alert">{failureOf(error, common.unreachable).message}</p>}
      {data && (
        <>
          <dl className={classes.counts}>
            {[
              [words.fecDays, `${format.day(data.from)} – ${format.day(data.to)}`],
              [words.fecEntries, format.integer(data.entries)],
              [words.fecLines, format.integer(data.lines)],
              [words.fecOpening, format.integer(data.openingLines)],
              [words.fecDebit, format.money(data.debitCents)],
              [words.fecCredit, format.money(data.creditCents)],
            ].map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <Verdict report={data} year={year} />
        </>
      )}
    </section>
  )
}

function Verdict({ report: { faults, name }, year }: { report: Report; year: number }) {
  const words = useLabels(booksWords)
  const { faults: said } = useLabels(booksLabels)
  const format = useFormat()
  const company = useCompany()
  const [inLanguage] = useLanguage()
  const href = (encoding: string) =>
    `/api/books/fec/file${writeSearch({ year: String(year), encoding, company, inLanguage })}`
  if (faults.length > 0)
    return (
      <>
        <Status of="warning" label={words.fecFaulty} />
        <ul className={classes.faults}>
          {faults.map(({ fault, count, example }) => (
            <li key={fault}>
              {said[fault]}
              {example && fault !== 'siren' && words.firstOf(format.integer(count), example)}
            </li>
          ))}
        </ul>
      </>
    )
  return (
    <>
      <Status of="good" label={words.fecReady(name)} />
      <Group gap={8}>
        <Button component="a" variant="default" download leftSection={<IconDownload size={15} />} href={href('utf-8')}>
          {words.download}
        </Button>
        <Button component="a" variant="subtle" download href={href('iso-8859-15')}>
          {words.downloadLatin}
        </Button>
      </Group>
    </>
  )
}
