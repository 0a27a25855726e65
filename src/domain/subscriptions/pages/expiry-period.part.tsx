import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconPlayerTrackNext, IconPlayerTrackPrev } from '@tabler/icons-react'
import { useState } from 'react'
import { Bar } from '../../../platform/web/bar.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { addDays, day, isoDay } from '../../../values/day.ts'
import { expiringWords } from '../labels/expiring.ts'

const DEFAULT_DAYS = 60

/** How many days to look ahead, and the period before or after of the same length. Source: ABO-75, ABO-79, X-19, X-32. */
export function ExpiryPeriod() {
  const words = useLabels(expiringWords)
  const format = useFormat()
  const { today } = useSession()
  const [search, setSearch] = useSearchValues()
  const within = Number(search.within ?? DEFAULT_DAYS)
  const [typed, setTyped] = useState<number | null>(within)
  const [lapsed, setLapsed] = useState<number | null>(Number(search.lapsedWithin ?? 0))
  const on = day(search.on ?? today)
  const show = (from = on, days = typed ?? DEFAULT_DAYS) =>
    setSearch({
      within: String(days),
      lapsedWithin: lapsed ? String(lapsed) : undefined,
      on: isoDay(from) === today ? undefined : isoDay(from),
    })
  return (
    <Bar onSubmit={() => show()}>
      <IntegerField name="within" label={words.within} value={typed} onChange={setTyped} unit={words.days} />
      <IntegerField
        name="lapsedWithin"
        label={words.lapsedWithin}
        value={lapsed}
        onChange={setLapsed}
        unit={words.days}
      />
      <Button type="submit">{words.show}</Button>
      <Tooltip label={words.previous}>
        <ActionIcon size="lg" aria-label={words.previous} onClick={() => show(addDays(on, -within))}>
          <IconPlayerTrackPrev size={17} />
        </ActionIcon>
      </Tooltip>
      <span className="numbers">
        {words.period(format.day(isoDay(addDays(on, -(lapsed ?? 0)))), format.day(isoDay(addDays(on, within))))}
      </span>
      <Tooltip label={words.next}>
        <ActionIcon size="lg" aria-label={words.next} onClick={() => show(addDays(on, within))}>
          <IconPlayerTrackNext size={17} />
        </ActionIcon>
      </Tooltip>
    </Bar>
  )
}
