import { Button, Progress } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { base64Of } from '../../../platform/web/base64.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { importsContract } from '../contract.ts'
import { importWords } from '../labels/screens.ts'

const api = apiOf('imports', importsContract)
const PART = 2 * 1024 * 1024

/** Sends a file in parts, then opens its import. */
function useSendFile() {
  const notify = useNotify()
  const navigate = useNavigate()
  const path = useCompanyPath()
  const [percent, setPercent] = useState<number | null>(null)
  const send = async (file: File) => {
    setPercent(0)
    try {
      const { id } = await api.client.begin({ fileName: file.name })
      for (let at = 0, position = 0; at < file.size; at += PART, position++) {
        await api.client.addPart({ id, position, content: await base64Of(file.slice(at, at + PART)) })
        setPercent(Math.round((100 * Math.min(at + PART, file.size)) / file.size))
      }
      await api.client.look({ id })
      await navigate({ to: path(`imports/${id}`) })
    } catch (error) {
      notify.failed(error)
    } finally {
      setPercent(null)
    }
  }
  return { percent, send }
}

/** The button that asks for a file, and how far it is sent. */
export function SendFile() {
  const words = useLabels(importWords)
  const { percent, send } = useSendFile()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,.tsv,.xlsx"
        aria-label={words.newImport}
        hidden
        onChange={event => {
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (file) void send(file)
        }}
      />
      {percent !== null && (
        <Progress w={140} value={percent} aria-label={words.sending(percent)} title={words.sending(percent)} />
      )}
      <Button loading={percent !== null} onClick={() => input.current?.click()}>
        {words.newImport}
      </Button>
    </>
  )
}
