import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { editorWords } from '../labels/editor.ts'
import { invoices, type Kept } from './editor-api.part.ts'
import type { Editor } from './editor-form.part.ts'

export type Issuing = {
  /** Why it cannot be issued yet, each reason a line. */
  faults: readonly string[]
  working: boolean
  issue(): void
  /** Issues it and asks how it is paid. */
  issueAndTake(): void
  /** The draft whose payment is asked. */
  taking: string | null
  onTaken(issued: boolean): void
}

/** From what is typed to a number: saved, then issued; what keeps it from that is said where it can be put right. */
export function useIssuing(editor: Editor): Issuing {
  const words = useLabels(editorWords)
  const common = useLabels(commonWords)
  const notify = useNotify()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const [faults, setFaults] = useState<readonly string[]>([])
  const [working, setWorking] = useState(false)
  const [taking, setTaking] = useState<string | null>(null)
  const show = (id: string) => void navigate({ to: path(`invoices/${id}`), ignoreBlocker: true })
  const issue = async ({ id }: Kept) => {
    setWorking(true)
    try {
      const [issued] = await invoices.issue.call({ ids: [id] })
      notify.done(words.issued(issued!.number))
      refresh()
      show(id)
    } catch (error) {
      const { message, issues } = failureOf(error, common.unreachable)
      setFaults(issues.length > 0 ? issues.map(found => found.message) : [message])
    } finally {
      setWorking(false)
    }
  }
  const begin = (then: (kept: Kept) => void) => {
    setFaults([])
    editor.save(then)
  }
  return {
    faults,
    working: working || editor.form.saving,
    issue: () => begin(kept => void issue(kept)),
    issueAndTake: () => begin(({ id }) => setTaking(id)),
    taking,
    onTaken: issued => {
      setTaking(null)
      if (issued && taking) show(taking)
    },
  }
}
