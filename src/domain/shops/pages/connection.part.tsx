import { Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { connectionWords } from '../labels/connection.ts'
import { topicWords } from '../labels/topics.ts'
import { ConnectionForm } from './connection.form.tsx'
import { FirstLoad } from './first-load.part.tsx'
import { OrderFiles } from './order-files.part.tsx'
import { type Health, type Shop, shopSync, useHealthOf } from './shop-api.part.ts'
import classes from './shops.module.css'

/** How a shop is reached: its keys, its first load, and what it tells by itself. */
export function Connection({ of: shop }: { of: Shop }) {
  const words = useLabels(connectionWords)
  const health = useHealthOf(shop.id)
  if (shop.kind === 'csv')
    return (
      <div className={classes.parts}>
        <OrderFiles of={shop} />
      </div>
    )
  return (
    <div className={classes.parts}>
      <RecordPart title={words.connection}>
        <p className={classes.none}>{words.connectionText}</p>
        <ConnectionForm key={shop.revision} of={shop} beside={shop.hasKeys && <Disconnect of={shop} />} />
      </RecordPart>
      {health?.hasKeys && (
        <>
          <RecordPart title={words.load}>
            <p className={classes.none}>{words.loadText}</p>
            <FirstLoad of={health} />
          </RecordPart>
          <RecordPart title={words.hooks}>
            <p className={classes.none}>{words.hooksText}</p>
            <Hooks of={health} />
          </RecordPart>
        </>
      )}
    </div>
  )
}

const TONES: Record<string, Tone> = { active: 'good', paused: 'warning', disabled: 'bad', refused: 'bad' }

/** The notifications the shop was asked for, as it says they are. */
function Hooks({ of: { hooks } }: { of: Health }) {
  const words = useLabels(connectionWords)
  const topics = useLabels(topicWords)
  const format = useFormat()
  if (hooks.length === 0) return <Status of="off" label={words.noHooks} />
  return (
    <ul className={classes.hooks}>
      {hooks.map(({ topic, status, repairs }) => (
        <li key={topic}>
          <span>{topics[topic] ?? topic}</span>
          <Status
            of={TONES[status] ?? 'warning'}
            label={[words.hookStates[status] ?? status, repairs > 0 && words.repairs(format.integer(repairs))]
              .filter(Boolean)
              .join(', ')}
          />
        </li>
      ))}
    </ul>
  )
}

function Disconnect({ of: { id } }: { of: Shop }) {
  const words = useLabels(connectionWords)
  const notify = useNotify()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const leave = useMutation(
    shopSync.disconnect.mutationOptions({
      onSuccess: () => {
        notify.done(words.disconnected)
        refresh()
      },
      onError: notify.failed,
      onSettled: () => setAsking(false),
    }),
  )
  if (!may('shops.write')) return null
  return (
    <>
      <Button variant="default" leftSection={<IconPlugConnectedX size={15} />} onClick={() => setAsking(true)}>
        {words.disconnect}
      </Button>
      <Confirm
        opened={asking}
        title={words.disconnectTitle}
        text={words.disconnectText}
        action={words.disconnect}
        danger
        working={leave.isPending}
        onConfirm={() => leave.mutate({ id })}
        onCancel={() => setAsking(false)}
      />
    </>
  )
}
