import { Button } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import record from '../../../platform/web/record/record.module.css'
import { RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { profileWords } from '../labels/profile-screens.ts'
import type { RunFiles } from './files.part.tsx'
import { ReceiveCount } from './send-files.form.tsx'

type Sending = RunFiles['sendings'][number]
const TONES: Record<string, Tone> = { queued: 'coming', sent: 'good', failed: 'bad', withdrawn: 'off' }

/** What was sent to the mailing house, and what it says it received. */
export function Sendings({ sendings }: { sendings: readonly Sending[] }) {
  const words = useLabels(profileWords)
  const format = useFormat()
  const may = useMay()
  const [receiving, setReceiving] = useState<Sending | null>(null)
  if (sendings.length === 0) return null
  return (
    <RecordPart title={words.sendings}>
      <div className={record.tableScroll}>
        <table className={record.table}>
          <thead>
            <tr>
              <th scope="col">{words.asked}</th>
              <th scope="col">{words.sentTo}</th>
              <th scope="col">{words.files}</th>
              <th scope="col" data-align="end">
                {words.lines}
              </th>
              <th scope="col">{words.message}</th>
              <th scope="col">{words.received}</th>
            </tr>
          </thead>
          <tbody>
            {sendings.map(sending => (
              <tr key={sending.id}>
                <td className={record.nowrap}>
                  {format.instant(sending.askedAt)} {sending.sentBy}
                </td>
                <td>{sending.to}</td>
                <td>{sending.files.map(({ name }) => name).join(', ')}</td>
                <td data-align="end">{format.integer(sending.lineCount)}</td>
                <td>
                  <Status of={TONES[sending.state] ?? 'coming'} label={words.state[sending.state] ?? sending.state} />
                </td>
                <td>
                  <Received sending={sending} />{' '}
                  {may('dispatch.write') && (
                    <Button variant="default" size="compact-xs" onClick={() => setReceiving(sending)}>
                      {words.receive}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {receiving && <ReceiveCount sending={receiving} onClose={() => setReceiving(null)} />}
    </RecordPart>
  )
}

function Received({ sending: { receivedCount, lineCount } }: { sending: Sending }) {
  const words = useLabels(profileWords)
  const format = useFormat()
  if (receivedCount === null) return null
  const difference = receivedCount - lineCount
  const said =
    difference === 0 ? words.same : words.difference(`${difference > 0 ? '+' : ''}${format.integer(difference)}`)
  return (
    <Status
      of={difference === 0 ? 'good' : 'bad'}
      label={`${format.many(receivedCount, words.lineCount[0]!, words.lineCount[1]!)}, ${said.toLowerCase()}`}
    />
  )
}
