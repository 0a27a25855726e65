import { Button } from '@mantine/core'
import { Keys } from '../../../platform/web/keys.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { useNarrow } from '../../../platform/web/layout.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { useShortcuts } from '../../../platform/web/shortcuts.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { editorWords } from '../labels/editor.ts'
import type { Editor } from './editor-form.part.ts'
import type { Issuing } from './editor-issuing.part.ts'

type HeadingProps = { editor: Editor; issuing: Issuing; mayTake: boolean }

/** What is being written, whether it is kept, and the ways on. */
export function EditorHeading({ editor, issuing, mayTake }: HeadingProps) {
  const words = useLabels(editorWords)
  const may = useMay()
  const narrow = useNarrow()
  const taking = mayTake && may('payments.write')
  const deposit = editor.form.values.kind === 'deposit'
  const title = editor.kept
    ? words.draftOf(words.kinds[deposit ? 'deposit' : 'invoice'])
    : deposit
      ? words.newDeposit
      : words.newInvoice
  useShortcuts([
    { keys: 'mod+S', label: words.save, run: () => editor.save(), whileTyping: true, command: true },
    { keys: 'mod+shift+Enter', label: words.issue, run: issuing.issue, whileTyping: true, command: true },
    ...(taking
      ? [
          {
            keys: 'mod+alt+Enter',
            label: words.issueAndTake,
            run: issuing.issueAndTake,
            whileTyping: true,
            command: true,
          },
        ]
      : []),
  ])
  return (
    <ScreenHeading title={title} name={title} beside={<Saved editor={editor} />}>
      <Button
        variant="default"
        loading={editor.form.saving}
        rightSection={narrow ? null : <Keys keys="mod+S" />}
        onClick={() => editor.save()}
      >
        {words.save}
      </Button>
      {taking && (
        <Button variant="default" loading={issuing.working} onClick={issuing.issueAndTake}>
          {words.issueAndTake}
        </Button>
      )}
      <Button
        loading={issuing.working}
        rightSection={narrow ? null : <Keys keys="mod+shift+Enter" />}
        onClick={issuing.issue}
      >
        {words.issue}
      </Button>
    </ScreenHeading>
  )
}

function Saved({ editor: { kept, settled } }: { editor: Editor }) {
  const words = useLabels(editorWords)
  if (kept && settled) return <Status of="coming" label={words.kept} />
  return <Status of="warning" label={words.notKept} />
}
