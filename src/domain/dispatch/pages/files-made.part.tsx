import { Button } from '@mantine/core'
import { useState } from 'react'
import { useCompany } from '../../../platform/web/company.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import record from '../../../platform/web/record/record.module.css'
import { RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { profileWords } from '../labels/profile-screens.ts'
import type { RunFiles } from './files.part.tsx'
import { LossList } from './profile-preview.part.tsx'

type Made = RunFiles['made'][number]

/** The files a run gave, each with its fingerprint, to be made again with the same bytes. Source: ABO-69, X-28. */
export function FilesMade({ made }: { made: readonly Made[] }) {
  const words = useLabels(profileWords)
  const [shown, setShown] = useState<string | null>(null)
  const losses = made.find(({ id }) => id === shown)?.losses ?? []
  return (
    <RecordPart title={words.made}>
      {made.length === 0 ? (
        <p className={record.none}>{words.noneMade}</p>
      ) : (
        <div className={record.tableScroll}>
          <table className={record.table}>
            <thead>
              <tr>
                <th scope="col">{words.fileColumn}</th>
                <th scope="col">{words.profile}</th>
                <th scope="col" data-align="end">
                  {words.lines}
                </th>
                <th scope="col" data-align="end">
                  {words.bytes}
                </th>
                <th scope="col">SHA-256</th>
                <th scope="col">{words.when}</th>
                <th scope="col" aria-label={words.losses} />
              </tr>
            </thead>
            <tbody>
              {made.map(file => (
                <MadeRow key={file.id} file={file} onLosses={() => setShown(shown === file.id ? null : file.id)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <LossList losses={losses} />
    </RecordPart>
  )
}

function MadeRow({ file, onLosses }: { file: Made; onLosses(): void }) {
  const words = useLabels(profileWords)
  const format = useFormat()
  const company = useCompany()
  const { id, name, profile, addressedAs, lineCount, byteCount, sha256, madeAt, madeBy, losses } = file
  const lost = losses.reduce((sum, { count }) => sum + count, 0)
  return (
    <tr>
      <td>
        {addressedAs === 'run' ? (
          <a
            className={record.link}
            href={`/api/mailing-files/${id}/file?company=${encodeURIComponent(company)}`}
            download
            title={words.again}
          >
            {name}
          </a>
        ) : (
          `${name} (${words.todays})`
        )}
      </td>
      <td>{profile || words.plain}</td>
      <td data-align="end">{format.integer(lineCount)}</td>
      <td data-align="end">{format.integer(byteCount)}</td>
      <td>
        <code title={sha256}>{sha256.slice(0, 12)}…</code>
      </td>
      <td className={record.nowrap}>
        {format.instant(madeAt)} {madeBy}
      </td>
      <td>
        {lost > 0 && (
          <Button variant="subtle" size="compact-xs" color="yellow" onClick={onLosses}>
            {words.lossCount(format.integer(lost))}
          </Button>
        )}
      </td>
    </tr>
  )
}
