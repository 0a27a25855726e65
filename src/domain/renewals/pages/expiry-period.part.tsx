import { ActionIcon, Anchor, Button, Tooltip } from '@mantine/core'
import { IconPlayerTrackNext, IconPlayerTrackPrev } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Bar } from '../../../platform/web/bar.tsx'
import { SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { addDays, day, isoDay } from '../../../values/day.ts'
import { expiringContract } from '../../subscriptions/contract/expiring.ts'
import { expiringWords } from '../labels/expiring.ts'
import classes from './renewals.module.css'

const api = apiOf('subscriptions', expiringContract)
const DEFAULT_DAYS = 60

/** Who is shown: those that end within so many days, or with so many issues left. Source: ABO-75, CIR-21. */
export function ExpiryPeriod() {
  const words = useLabels(expiringWords)
  const [search, setSearch] = useSearchValues()
  const byIssues = search.issuesLeft !== undefined
  return (
    <>
      <div className={classes.counting}>
        <SwitchField
          name="by"
          label={words.countBy}
          value={byIssues ? 'issues' : 'days'}
          onChange={(by: 'days' | 'issues') => setSearch({ issuesLeft: by === 'issues' ? '1' : undefined })}
          options={[
            { value: 'days', label: words.byDays },
            { value: 'issues', label: words.byIssues },
          ]}
        />
        {byIssues ? <ByIssues /> : <ByDays />}
      </div>
      <RenewedApart />
    </>
  )
}

/** How many days to look ahead, and the period before or after of the same length. Source: ABO-75, ABO-79, X-19, X-32. */
function ByDays() {
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

function ByIssues() {
  const words = useLabels(expiringWords)
  const [search, setSearch] = useSearchValues()
  const [typed, setTyped] = useState<number | null>(Number(search.issuesLeft))
  return (
    <Bar onSubmit={() => setSearch({ issuesLeft: String(typed ?? 0) })}>
      <IntegerField name="issuesLeft" label={words.issuesLeft} value={typed} onChange={setTyped} unit={words.issues} />
      <Button type="submit">{words.show}</Button>
    </Bar>
  )
}

/** Those already renewed are not to be reminded: said apart, and shown when asked. */
function RenewedApart() {
  const words = useLabels(expiringWords)
  const format = useFormat()
  const [{ within, lapsedWithin, on, issuesLeft, titleId, productId, renewed }, setSearch] = useSearchValues()
  const asked = { within, lapsedWithin, on, issuesLeft, titleId, productId, renewed: true }
  const input = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
  const { data } = useQuery(api.expiringCount.queryOptions({ input: input as never }))
  if (renewed !== 'true' && !data?.count) return null
  return (
    <p className={classes.apart}>
      {renewed === 'true' ? (
        <Anchor component="button" onClick={() => setSearch({ renewed: undefined })}>
          {words.showToChase}
        </Anchor>
      ) : (
        <>
          {words.renewedApart(format.integer(data?.count), (data?.count ?? 0) > 1)}{' '}
          <Anchor component="button" onClick={() => setSearch({ renewed: 'true' })}>
            {words.showRenewed}
          </Anchor>
        </>
      )}
    </p>
  )
}
