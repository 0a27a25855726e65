import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompany } from '../../../platform/web/company.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { filesContract } from '../contract/files.ts'
import { profileWords } from '../labels/profile-screens.ts'
import { profileLabels } from '../labels/profiles.ts'
import classes from './profile.module.css'

const api = apiOf('mailingFiles', filesContract)

/** The counts that go with the files. Source: CIR-25. */
export function Manifest({ runId, profileId }: { runId: string; profileId: string | null }) {
  const words = useLabels(profileWords)
  const { partNames } = useLabels(profileLabels)
  const common = useLabels(commonWords)
  const format = useFormat()
  const company = useCompany()
  const input = { id: runId, ...(profileId ? { profileId } : {}) }
  const { data } = useQuery(api.manifest.queryOptions({ input, placeholderData: keepPreviousData }))
  if (!data) return null
  const { total } = data
  const grams = (value: number) => `${format.integer(value)}\u202fg`
  const search = new URLSearchParams({ company, ...(profileId ? { profile: profileId } : {}) })
  return (
    <RecordPart title={words.manifest}>
      <p>
        {words.total}
        {common.colon}
        {format.many(total.lines, words.lines.toLowerCase(), words.lines.toLowerCase())},{' '}
        {format.many(total.copies, words.copiesCount.toLowerCase(), words.copiesCount.toLowerCase())}
        {total.grams > 0 && `, ${format.integer(Math.round(total.grams / 1000))}\u202fkg`}
        {total.unweighed > 0 && ` (${words.unweighed(format.integer(total.unweighed))})`}
      </p>
      <div className={classes.counts}>
        <Counts
          title={words.byPart}
          rows={data.byPart.map(({ part, ...sum }) => [partNames[part as keyof typeof partNames] ?? part, sum])}
        />
        <Counts title={words.byCountry} rows={data.byCountry.map(({ name, ...sum }) => [name, sum])} />
        <Counts
          title={words.byWeight}
          rows={data.byWeight.map(({ grams: each, ...sum }) => [each === null ? words.notWeighed : grams(each), sum])}
        />
        <Counts
          title={words.byDepartment}
          rows={data.byDepartment.map(({ department, ...sum }) => [department, sum])}
        />
      </div>
      <div className={classes.bar}>
        <Button component="a" variant="default" href={`/api/dispatch-runs/${runId}/manifest/export?${search}`} download>
          {words.manifestCsv}
        </Button>
        <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => print()}>
          {words.print}
        </Button>
      </div>
    </RecordPart>
  )
}

function Counts({ title, rows }: { title: string; rows: (readonly [string, { lines: number; copies: number }])[] }) {
  const words = useLabels(profileWords)
  const format = useFormat()
  if (rows.length === 0) return null
  return (
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{title}</span>
          </th>
          <th scope="col">{words.lines}</th>
          <th scope="col">{words.copiesCount}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([what, { lines, copies }]) => (
          <tr key={what}>
            <td>{what}</td>
            <td>{format.integer(lines)}</td>
            <td>{format.integer(copies)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
