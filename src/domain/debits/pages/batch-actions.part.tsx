import { Button, Text } from '@mantine/core'
import { IconBan, IconBuildingBank, IconCash, IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useCompany } from '../../../platform/web/company.ts'
import { download } from '../../../platform/web/download.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useDoing, useNotify } from '../../../platform/web/feedback/notify.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay, useSession } from '../../../platform/web/session.tsx'
import { debitBatchesContract } from '../contract/batches.ts'
import { batchWords } from '../labels/batch-screens.ts'
import { debitWords } from '../labels/screens.ts'
import { type Batch, debitBatches, once } from './debit-api.part.ts'

type Props = { of: Batch; onClose(): void }
const DIALOGS = { handOver: HandOver, collect: Collect, cancelBatch: CancelBatch }
type Asked = keyof typeof DIALOGS

/** What can be done with a batch as it stands. */
export function BatchActions({ of }: { of: Batch }) {
  const words = useLabels(batchWords)
  const may = useMay()
  const { today } = useSession()
  const company = useCompany()
  const [inLanguage] = useLanguage()
  const doing = useDoing()
  const [asked, setAsked] = useState<Asked | null>(null)
  if (!may('debits.write')) return null
  const Dialog = asked && DIALOGS[asked]
  const file = () => void doing(() => download(`/debit-batches/${of.id}/file`, { company, inLanguage }))
  const command = (what: Asked, icon: React.ReactNode, first = false) => (
    <Button variant={first ? 'filled' : 'default'} leftSection={icon} onClick={() => setAsked(what)}>
      {words[what]}
    </Button>
  )
  const due = of.state === 'handed-over' && of.collectOn <= today
  return (
    <>
      {of.state === 'planned' && of.handOverBy >= today && command('handOver', <IconBuildingBank size={15} />, true)}
      {due && command('collect', <IconCash size={15} />, true)}
      {of.handedOverAt && (
        <Button
          variant={of.state === 'handed-over' && !due ? 'filled' : 'default'}
          leftSection={<IconDownload size={15} />}
          onClick={file}
        >
          {words.file}
        </Button>
      )}
      {(of.state === 'planned' || of.state === 'handed-over') && command('cancelBatch', <IconBan size={15} />)}
      {Dialog && <Dialog of={of} onClose={() => setAsked(null)} />}
    </>
  )
}

/** Does it once, closes, and says what came out or why not. */
function useOnce(onClose: () => void) {
  const notify = useNotify()
  const [working, setWorking] = useState(false)
  const doOnce = async (act: () => Promise<string>) => {
    setWorking(true)
    try {
      notify.done(await act())
    } catch (error) {
      notify.failed(error)
    }
    onClose()
    refresh()
  }
  return { working, doOnce }
}

function HandOver({ of, onClose }: Props) {
  const words = useLabels(batchWords)
  const { one, many } = useLabels(debitWords)
  const format = useFormat()
  const { working, doOnce } = useOnce(onClose)
  const handOver = async () => {
    const { takenOff, workId } = await debitBatches.handOver.call({ id: of.id }, once())
    if (workId) return words.handingOver
    return takenOff > 0 ? words.takenOff(format.integer(takenOff)) : words.handedOver
  }
  return (
    <Confirm
      opened
      title={words.handOverTitle}
      text={
        <>
          <p>{words.ready(format.many(of.debitCount, one, many), format.money(of.cents))}</p>
          <p>{words.handOverText}</p>
        </>
      }
      action={words.handOver}
      working={working}
      onConfirm={() => void doOnce(handOver)}
      onCancel={onClose}
    />
  )
}

function Collect({ of, onClose }: Props) {
  const words = useLabels(batchWords)
  const format = useFormat()
  const { working, doOnce } = useOnce(onClose)
  const collect = async () => {
    const { workId } = await debitBatches.collect.call({ id: of.id }, once())
    return workId ? words.collecting : words.collected
  }
  const left = [of.debitCount - of.returnedCount, of.cents - of.returnedCents] as const
  return (
    <Confirm
      opened
      title={words.collectTitle}
      text={words.collectText(format.integer(left[0]), format.money(left[1]))}
      action={words.collect}
      working={working}
      onConfirm={() => void doOnce(collect)}
      onCancel={onClose}
    />
  )
}

function CancelBatch({ of, onClose }: Props) {
  const words = useLabels(batchWords)
  const format = useFormat()
  const saved = useSaved(onClose)
  const form = useRecordForm({
    initial: { reason: '' },
    input: ({ reason }) => ({ id: of.id, reason }),
    schema: debitBatchesContract.cancel['~orpc'].inputSchema,
    save: (input: Parameters<typeof debitBatches.cancel.call>[0], saving) => debitBatches.cancel.call(input, saving),
    onSaved: () => saved(words.cancelled),
  })
  return (
    <FormDialog title={words.cancelTitle} form={form} submit={words.cancelBatch} size={460} onClose={onClose}>
      <Text size="sm">{words.cancelText(format.integer(of.debitCount))}</Text>
      <TextField {...form.field('reason')} label={words.cancelReason} required />
    </FormDialog>
  )
}
