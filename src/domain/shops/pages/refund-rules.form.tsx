import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { shopRefundsContract } from '../contract/refunds.ts'
import { refundWords } from '../labels/refunds.ts'
import { REFUND_EFFECTS, type RefundEffect, type RefundKind } from '../rules/order.ts'

const api = apiOf('shopRefunds', shopRefundsContract)
const ASKED = 'asked'

/** What each kind of refund of a shop does to what was sold, when nobody says: changed at once. */
export function RefundRules({ shopId }: { shopId: string }) {
  const words = useLabels(refundWords)
  const common = useLabels(commonWords)
  const notify = useNotify()
  const may = useMay()
  const { data, error } = useQuery(api.rules.queryOptions({ input: { id: shopId } }))
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  if (!data) return <p role="status">{common.loading}</p>
  const save = async (kind: RefundKind, effect: RefundEffect | null) => {
    try {
      await api.saveRules.call({ id: shopId, rules: [{ kind, effect }] })
      notify.done(words.ruleSaved)
    } catch (failed) {
      notify.failed(failed)
    }
    refresh()
  }
  const labels = { 'stop-now': words.stop, keep: words.keep }
  return (
    <>
      <p>{words.rulesHint}</p>
      {data.map(({ kind, effect }) => (
        <Select
          key={kind}
          label={words.ofKinds[kind]}
          data={[
            ...REFUND_EFFECTS.map(value => ({ value: value as string, label: labels[value] })),
            { value: ASKED, label: words.asked },
          ]}
          value={effect ?? ASKED}
          onChange={value => void save(kind, value === ASKED ? null : (value as RefundEffect))}
          allowDeselect={false}
          disabled={!may('shops.write')}
          size="xs"
          mt={8}
          comboboxProps={{ transitionProps: { duration: 0 }, shadow: 'md' }}
        />
      ))}
    </>
  )
}
