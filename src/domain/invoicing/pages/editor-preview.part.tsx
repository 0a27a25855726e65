import { useEffect, useState } from 'react'
import { useCompany } from '../../../platform/web/company.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { writeSearch } from '../../../platform/web/search-params.ts'
import { editorWords } from '../labels/editor.ts'
import classes from './editor.module.css'

type PreviewProps = {
  /** Null: never saved. */
  id: string | null
  /** Another one, another paper. */
  version: number
}

/** The paper of the draft beside the form, as it was last saved. */
export function EditorPreview({ id, version }: PreviewProps) {
  const words = useLabels(editorWords)
  const paper = usePaper(id, version)
  return (
    <aside className={classes.preview} aria-label={words.preview}>
      <h2>{words.preview}</h2>
      {id === null && <p>{words.previewNone}</p>}
      {paper.address && <iframe title={words.preview} src={`${paper.address}#toolbar=0&navpanes=0&view=FitH`} />}
      {paper.failed && <p role="alert">{words.previewFailed}</p>}
    </aside>
  )
}

/** The PDF, fetched once a version; the one before stays until the next is there. */
function usePaper(id: string | null, version: number) {
  const company = useCompany()
  const [inLanguage] = useLanguage()
  const [address, setAddress] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (id === null) return
    const asked = new AbortController()
    fetch(`/api/invoices/${id}/pdf${writeSearch({ company, inLanguage, version: String(version) })}`, asked)
      .then(async answer => {
        setFailed(!answer.ok)
        if (answer.ok) setAddress(URL.createObjectURL(await answer.blob()))
      })
      .catch(() => setFailed(!asked.signal.aborted))
    return () => asked.abort()
  }, [id, version, company, inLanguage])
  useEffect(() => () => void (address && URL.revokeObjectURL(address)), [address])
  return { address, failed }
}
