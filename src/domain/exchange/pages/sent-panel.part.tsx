import { Button } from '@mantine/core'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordButton } from '../../../platform/web/record/facts.tsx'
import recordClasses from '../../../platform/web/record/record.module.css'
import { RecordHead, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { exchangeWords } from '../labels/exchange-screens.ts'
import { exchangeLabels } from '../labels.ts'
import type { ToSend } from './exchange-api.part.ts'
import { SendingsOf } from './sendings-of.part.tsx'
import { Answer } from './sent-status.part.tsx'

type Props = { of: ToSend; onSend(): void; onAddress(): void }

/** A supplier order beside its list: where it goes, each time it left, and what was answered. Source: INT-20, INT-25, X-38, X-47. */
export function SentPanel({ of, onSend, onAddress }: Props) {
  const words = useLabels(exchangeWords)
  const { columns } = useLabels(exchangeLabels)
  const format = useFormat()
  const may = useMay()
  return (
    <div className={recordClasses.panel}>
      <RecordHead
        number={of.number}
        name={of.legalName || of.name}
        status={of.sentState && <Answer state={of.sentState} isUnheard={of.isUnheard} />}
        actions={
          <>
            {may('exchange.write') && (
              <Button variant={of.edition > 0 ? 'default' : 'filled'} onClick={onSend}>
                {of.edition > 0 ? words.sendAgain : words.validate}
              </Button>
            )}
            {may('orders.read') && <RecordButton to={`orders/${of.id}`}>{words.openOrder}</RecordButton>}
            {may('exchange.write') && (
              <Button variant="default" onClick={onAddress}>
                {words.orderMail}
              </Button>
            )}
          </>
        }
      />
      <Facts
        facts={[
          { label: columns.orderedOn, value: format.day(of.orderedOn) },
          { label: columns.status, value: of.isDraft ? words.draft : of.status },
          { label: columns.netCents, value: format.money(of.netCents, of.currency) },
          { label: columns.grossCents, value: format.money(of.grossCents, of.currency) },
          { label: columns.address, value: of.address || words.addressAsked },
        ]}
      />
      <RecordPart title={words.sendings}>
        <SendingsOf orderId={of.id} />
      </RecordPart>
    </div>
  )
}
