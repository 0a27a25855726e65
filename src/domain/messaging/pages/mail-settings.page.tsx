import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { Section, Sections } from '../../../platform/web/section.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { messagingContract } from '../contract.ts'
import { mailWords } from '../labels/screens.ts'
import { messagingLabels } from '../labels.ts'
import { MailSettingsForm } from './mail-settings.form.tsx'

const api = apiOf('messaging', messagingContract)

/** How the company sends its mail, and the proof that it does. */
export function MailSettingsPage() {
  const { settings } = useLabels(messagingLabels)
  const words = useLabels(mailWords)
  const common = useLabels(commonWords)
  const may = useMay()
  const query = useQuery(api.mailSettings.get.queryOptions())
  return (
    <>
      <ScreenHeading title={settings.title} name={settings.title} />
      <Sections>
        {query.error && <p role="alert">{failureOf(query.error, common.unreachable).message}</p>}
        {query.data && (
          <Section title={settings.title} text={settings.hostHint}>
            <MailSettingsForm key={query.data.revision} settings={query.data} />
          </Section>
        )}
        {may('messaging.write') && (
          <Section title={words.testTitle} text={words.testText}>
            <TestMail />
          </Section>
        )}
      </Sections>
    </>
  )
}

function TestMail() {
  const { settings } = useLabels(messagingLabels)
  const words = useLabels(mailWords)
  const notify = useNotify()
  const [sending, setSending] = useState(false)
  const send = () => {
    setSending(true)
    void api.mailSettings.test
      .call({})
      .then(({ to }) => notify.done(words.testSent(to)), notify.failed)
      .finally(() => setSending(false))
  }
  return (
    <Button variant="default" loading={sending} onClick={send} style={{ alignSelf: 'start' }}>
      {settings.test}
    </Button>
  )
}
