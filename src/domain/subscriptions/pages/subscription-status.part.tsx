import { useLabels } from '../../../platform/web/language.ts'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { subscriptionsLabels } from '../labels.ts'
import type { Status as SubscriptionState } from '../rules/status.ts'

const tones: Record<SubscriptionState, Tone> = {
  upcoming: 'coming',
  running: 'good',
  perpetual: 'good',
  expiring: 'warning',
  unpaid: 'bad',
  undeliverable: 'bad',
  'suspended-indefinitely': 'warning',
  suspended: 'warning',
  gracing: 'warning',
  expired: 'bad',
  stopped: 'off',
  cancelled: 'off',
}

/** Green running, yellow expiring, red expired, blue to come; each with its word. Source: ABO-31 to ABO-33. */
export function SubscriptionStatus({ of: state }: { of: SubscriptionState }) {
  const { status } = useLabels(subscriptionsLabels)
  return <Status of={tones[state]} label={status[state]} />
}
