import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Status } from '../../../platform/web/status.tsx'
import { seriesWords } from '../labels/series.ts'

/** What came of a notice. */
export function NoticeOutcome({ of }: { of: { cancelledOn: string | null; renewedOn: string | null } }) {
  const words = useLabels(seriesWords)
  const format = useFormat()
  if (of.cancelledOn) return <Status of="off" label={words.cancelled} />
  if (of.renewedOn) return <Status of="good" label={`${words.renewed} ${format.day(of.renewedOn)}`} />
  return <Status of="coming" label={words.waiting} />
}
