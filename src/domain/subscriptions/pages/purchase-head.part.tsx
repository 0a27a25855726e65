import { Button } from '@mantine/core'
import { IconPencil, IconPlayerPlay, IconPlayerStop, IconTrash } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useDoing, useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { queryClient } from '../../../platform/web/query-client.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { singleIssuesContract, subscriptionsContract } from '../contract.ts'
import { purchaseFormWords } from '../labels/purchase-form.ts'
import { nameOf, PurchaseLinks } from './purchase-facts.part.tsx'
import { StopPurchase } from './stop.form.tsx'

const subscriptions = apiOf('subscriptions', subscriptionsContract)
const singleIssues = apiOf('singleIssues', singleIssuesContract)

export type PurchaseKind = 'subscription' | 'single-issue'
type Named = {
  id: string
  number: number
  recipientId: string
  lastName: string
  firstName: string
  legalName: string
  invoiceId: string | null
}
type Served = Named & {
  titleId: string
  copiesServed: number
  cancelledOn: string | null
  lastIssueId: string | null
}

type HeadProps = {
  kind: PurchaseKind
  of: Served
  onEdit(): void
  /** After it was deleted. */
  onGone(): void
}

/** What can be done with a purchase from its panel or card. Source: ABO-34, ABO-49. */
export function PurchaseActions({ kind, of, onEdit, onGone }: HeadProps) {
  const words = useLabels(purchaseFormWords)
  const doing = useDoing()
  const may = useMay()
  const [asking, setAsking] = useState<'stop' | 'remove' | null>(null)
  const close = () => setAsking(null)
  const stopped = of.cancelledOn !== null || of.lastIssueId !== null
  const resume = () =>
    doing(
      () => (kind === 'subscription' ? subscriptions : singleIssues).resume.call({ id: of.id }),
      words.resumed(String(of.number)),
    )
  return (
    <>
      {may('subscriptions.write') && (
        <>
          <Button variant="default" leftSection={<IconPencil size={15} />} onClick={onEdit}>
            {words.edit}
          </Button>
          <Button variant="default" leftSection={<IconTrash size={15} />} onClick={() => setAsking('remove')}>
            {words.remove}
          </Button>
          {stopped ? (
            <Button variant="default" leftSection={<IconPlayerPlay size={15} />} onClick={() => void resume()}>
              {words.resume}
            </Button>
          ) : (
            <Button variant="default" leftSection={<IconPlayerStop size={15} />} onClick={() => setAsking('stop')}>
              {words.stop}
            </Button>
          )}
        </>
      )}
      <PurchaseLinks of={of} />
      {asking === 'stop' && <StopPurchase kind={kind} of={of} onDone={close} />}
      <RemovePurchase kind={kind} of={asking === 'remove' ? of : null} onClose={close} onGone={onGone} />
    </>
  )
}

/** What is asked of a record that is gone would be answered by a refusal. */
const refreshAllBut = (id: string) =>
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => !JSON.stringify(queryKey).includes(id) })

type RemoveProps = { kind: PurchaseKind; of: Named | null; onClose(): void; onGone(): void }

/** Asks before a purchase is deleted; one of an invoice is not asked about: the refusal names the invoice. Source: ABO-36, ABO-48. */
export function RemovePurchase({ kind, of, onClose, onGone }: RemoveProps) {
  const words = useLabels(purchaseFormWords)
  const notify = useNotify()
  const [working, setWorking] = useState(false)
  const remove = async () => {
    if (!of) return
    setWorking(true)
    try {
      await (kind === 'subscription' ? subscriptions : singleIssues).remove.call({ id: of.id })
      notify.done(words.removed(String(of.number)))
      onGone()
      refreshAllBut(of.id)
    } catch (error) {
      notify.failed(error)
    } finally {
      setWorking(false)
      onClose()
    }
  }
  const invoiced = of?.invoiceId != null
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is asked for.
  useEffect(() => {
    if (invoiced) void remove()
  }, [invoiced])
  return (
    <Confirm
      opened={of !== null && !invoiced}
      title={words.removeTitle(String(of?.number ?? ''))}
      text={words.removeText(of ? nameOf(of) : '')}
      action={words.removeNow}
      danger
      working={working}
      onCancel={onClose}
      onConfirm={() => void remove()}
    />
  )
}
