import { IconChecks, IconCopy, IconFileTypePdf, IconPencil, IconTrash, IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useCompany, useCompanyPath } from '../../../platform/web/company.ts'
import { download } from '../../../platform/web/download.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import type { RowAction, Selection } from '../../../platform/web/list/list-types.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { invoicingWords } from '../labels/screens.ts'
import { invoices } from './editor-api.part.ts'

export type InvoiceRow = Awaited<ReturnType<typeof invoices.list.call>>['rows'][number]

/** What can be done with documents from their list. */
export function useInvoiceActions(): { actions: RowAction<InvoiceRow>[]; dialogs: ReactNode } {
  const words = useLabels(invoicingWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const issue = useIssueMany()
  const pdf = usePdf()
  const duplicate = useDuplicate()
  const [discarding, setDiscarding] = useState<string | null>(null)
  const draft = ({ state }: InvoiceRow) => (state === 'draft' ? true : words.onlyDrafts)
  const issued = ({ state }: InvoiceRow) => (state === 'draft' ? words.onlyIssued : true)
  const actions: RowAction<InvoiceRow>[] = [
    {
      key: 'edit',
      label: words.edit,
      icon: <IconPencil size={16} />,
      shortcut: 'mod+E',
      right: 'invoicing.write',
      enabled: draft,
      run: ({ rows: [row] }) => row && void navigate({ to: path(`invoices/${row.id}/edit`) }),
    },
    {
      key: 'issue',
      label: words.issueDrafts,
      icon: <IconChecks size={16} />,
      right: 'invoicing.write',
      on: 'all',
      enabled: draft,
      run: selection => void issue(selection),
    },
    {
      key: 'pdf',
      label: words.pdf,
      icon: <IconFileTypePdf size={16} />,
      on: 'some',
      enabled: issued,
      run: ({ rows }) => pdf(rows.map(({ id }) => id)),
    },
    {
      key: 'duplicate',
      label: words.duplicate,
      icon: <IconCopy size={16} />,
      right: 'invoicing.write',
      enabled: ({ kind }) => kind !== 'credit-note',
      run: ({ rows: [row] }) => row && duplicate(row.id),
    },
    {
      key: 'contact',
      label: words.showCustomer,
      icon: <IconUser size={16} />,
      right: 'parties.read',
      run: ({ rows: [row] }) => row && void navigate({ to: path(`contacts/${row.customerId}`) }),
    },
    {
      key: 'discard',
      label: words.discard,
      icon: <IconTrash size={16} />,
      right: 'invoicing.write',
      apart: true,
      danger: true,
      enabled: draft,
      run: ({ rows: [row] }) => row && setDiscarding(row.id),
    },
  ]
  return {
    actions,
    dialogs: discarding && <DiscardDraft id={discarding} onDone={() => setDiscarding(null)} />,
  }
}

/** Issues drafts, those chosen or all that match; those that are not ready stay, with why. */
function useIssueMany() {
  const words = useLabels(invoicingWords)
  const format = useFormat()
  const notify = useNotify()
  return async ({ rows, all, query }: Selection<InvoiceRow>) => {
    try {
      const { workId, done, refused } = await invoices.issueMany.call(
        all ? { matching: query } : { ids: rows.map(({ id }) => id) },
      )
      if (workId) notify.done(words.issuingMany)
      else if (done > 0) notify.done(words.issuedMany(format.integer(done)))
      for (const { why, documents } of refused)
        notify.refused(words.notIssued(why, documents.map(({ customer }) => customer).join(', ')))
      refresh()
    } catch (error) {
      notify.failed(error)
    }
  }
}

/** One paper, or several in one archive. */
function usePdf() {
  const company = useCompany()
  const [inLanguage] = useLanguage()
  const notify = useNotify()
  return (ids: readonly string[]) => {
    const asked = { company, inLanguage }
    const sent =
      ids.length === 1
        ? download(`/invoices/${ids[0]}/pdf`, asked)
        : download('/invoices/papers', { ...asked, ids: ids.join(',') })
    sent.then(refresh, notify.failed)
  }
}

/** Writes a document once more, as a draft to change. */
export function useDuplicate() {
  const words = useLabels(invoicingWords)
  const notify = useNotify()
  const path = useCompanyPath()
  const navigate = useNavigate()
  return async (id: string) => {
    try {
      const kept = await invoices.duplicate.call({ id })
      notify.done(words.duplicated)
      refresh()
      void navigate({ to: path(`invoices/${kept.id}/edit`) })
    } catch (error) {
      notify.failed(error)
    }
  }
}

/** Asks before a draft is gone. */
export function DiscardDraft({ id, onDone }: { id: string; onDone(discarded: boolean): void }) {
  const words = useLabels(invoicingWords)
  const notify = useNotify()
  const [working, setWorking] = useState(false)
  const discard = async () => {
    setWorking(true)
    try {
      await invoices.discard.call({ id })
      notify.done(words.discarded)
      refresh()
      onDone(true)
    } catch (error) {
      notify.failed(error)
    } finally {
      setWorking(false)
    }
  }
  return (
    <Confirm
      opened
      title={words.discard}
      text={words.discardText}
      action={words.discard}
      danger
      working={working}
      onConfirm={() => void discard()}
      onCancel={() => onDone(false)}
    />
  )
}
