import { useQuery } from '@tanstack/react-query'
import { Navigate, useNavigate, useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { Editor } from './editor.form.tsx'
import { invoices, type Kept } from './editor-api.part.ts'
import { emptyDraft, typedDraft } from './editor-draft.part.ts'
import { NEW_DOCUMENT } from './new-sale.part.tsx'
import type { SaleParts } from './sale-renewal.part.tsx'

export type EditorParts = SaleParts & {
  /** Issues a draft and takes its money, in a dialog of the payments. */
  cashIn?: (draft: { id: string; currency: string; onDone(issued: boolean): void }) => ReactNode
}

/** A document being typed, new or taken up again; once it is kept the address is its own, and typing goes on. */
export function EditorPage({ parts }: { parts: EditorParts }) {
  const { id } = useParams({ strict: false }) as { id: string }
  const path = useCompanyPath()
  const navigate = useNavigate()
  const [begun, setBegun] = useState<string | null>(null)
  const isNew = id === 'new' || id === begun
  const onFirstKept = (kept: Kept) => {
    setBegun(kept.id)
    void navigate({ to: path(`invoices/${kept.id}/edit`), replace: true, ignoreBlocker: true })
  }
  return isNew ? (
    <NewDocument parts={parts} onFirstKept={onFirstKept} />
  ) : (
    <KeptDocument key={id} id={id} parts={parts} />
  )
}

/** The short address of a new document. */
export function NewDocumentPage() {
  const path = useCompanyPath()
  const [search] = useSearchValues()
  return <Navigate to={path(NEW_DOCUMENT)} search={search as never} replace />
}

type NewProps = { parts: EditorParts; onFirstKept(kept: Kept): void }

/** A new document; for whom may be said in the address. */
function NewDocument({ parts, onFirstKept }: NewProps) {
  const [{ customerId, kind }] = useSearchValues()
  const [initial] = useState(() =>
    emptyDraft({ customerId: customerId ?? null, kind: kind === 'deposit' ? 'deposit' : 'invoice' }),
  )
  return <Editor initial={initial} kept={null} parts={parts} onFirstKept={onFirstKept} />
}

/** A draft taken up again, as it was when it was opened; what is issued is shown on its card. */
function KeptDocument({ id, parts }: { id: string; parts: EditorParts }) {
  const common = useLabels(commonWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const { data, error, isFetchedAfterMount } = useQuery(
    invoices.get.queryOptions({ input: { id }, refetchOnMount: 'always' }),
  )
  const issued = data?.typed === null
  useEffect(() => {
    if (issued) void navigate({ to: path(`invoices/${id}`), replace: true, ignoreBlocker: true })
  }, [issued, navigate, path, id])
  const [opened, setOpened] = useState<typeof data>(undefined)
  if (data?.typed && isFetchedAfterMount && !opened) setOpened(data)
  if (opened)
    return <Editor initial={typedDraft(opened)} kept={{ id: opened.id, revision: opened.revision }} parts={parts} />
  if (error) return <p role="alert">{failureOf(error, common.unreachable).message}</p>
  return <p role="status">{common.loading}</p>
}
