import { Anchor } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { LETTERS_AT_ONCE } from '../../../platform/print/limits.ts'
import { useCompany } from '../../../platform/web/company.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { writeSearch } from '../../../platform/web/search-params.ts'
import { seriesWords } from '../labels/series.ts'
import type { Channel } from '../rules/steps.ts'
import classes from './renewals.module.css'

/** The addresses of what a wave is printed or phoned by. */
export function useWaveFiles() {
  const company = useCompany()
  const [inLanguage] = useLanguage()
  const address = (what: string, stepId: string, asked: object) =>
    `/api/renewal-steps/${stepId}/${what}${writeSearch({ ...asked, company, inLanguage })}`
  return {
    letters: (stepId: string, sentOn: string, part?: string) => address('letters', stepId, { sentOn, part }),
    calls: (stepId: string, sentOn: string) => address('calls', stepId, { sentOn }),
  }
}

type Wave = { stepId: string; sentOn: string; channel: Channel; people: number }

/** The letters of a wave, in parts when they are many, and its addressees for a spreadsheet or the phone. */
export function WaveFiles({ of: { stepId, sentOn, channel, people } }: { of: Wave }) {
  const words = useLabels(seriesWords)
  const format = useFormat()
  const files = useWaveFiles()
  if (channel !== 'letter' && channel !== 'phone') return null
  const parts = channel === 'letter' ? Math.ceil(people / LETTERS_AT_ONCE) : 0
  const partOf = (at: number) =>
    `${format.integer(at * LETTERS_AT_ONCE + 1)}\u202f–\u202f${format.integer(Math.min(people, (at + 1) * LETTERS_AT_ONCE))}`
  return (
    <span className={classes.files}>
      {Array.from({ length: parts }, (_, at) => (
        <Anchor key={String(at)} href={files.letters(stepId, sentOn, String(at + 1))} download>
          <IconDownload size={14} /> {words.letters} {parts > 1 && partOf(at)}
        </Anchor>
      ))}
      <Anchor href={files.calls(stepId, sentOn)} download>
        <IconDownload size={14} /> {channel === 'phone' ? words.calls : words.addressees}
      </Anchor>
    </span>
  )
}
