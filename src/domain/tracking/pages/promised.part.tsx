import { useQuery } from '@tanstack/react-query'
import { useSession } from '../../../platform/web/session.tsx'
import { day } from '../../../values/day.ts'
import { latenessOf } from '../rules/late.ts'
import { Lateness } from './track-marks.part.tsx'
import { trackingSettings } from './tracking-api.part.ts'

const KEPT_MS = 60_000

/** How near a promised day is, on the list of orders as on that of the workshop: one rule. Source: X-57, SUI-11. */
export function Promised({ deliverOn }: { deliverOn: string }) {
  const { today } = useSession()
  const { data } = useQuery(trackingSettings.get.queryOptions({ input: {}, staleTime: KEPT_MS }))
  return data && <Lateness of={latenessOf(day(deliverOn), day(today), data)} />
}
