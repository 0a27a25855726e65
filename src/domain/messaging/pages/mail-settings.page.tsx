import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ScreenHeading } from '../../../platform/web/screen.tsx'
import { Section, Sections } from '../../../platform/web/section.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { messagingContract } from '../contract.ts'
import { mailWords } from '../labels/screens.ts'
import { messagingLabels } from '../labels.ts'
import { MailSettingsForm, type Settings } from './mail-settings.form.tsx'
import { MailTest } from './mail-test.form.tsx'
import { SendingAccountsOfUsers } from './sending-account.part.tsx'

const api = apiOf('messaging', messagingContract).mailSettings

/** How the company sends its mail, and whether that works. */
export function MailSettingsPage() {
  const { settings } = useLabels(messagingLabels)
  const common = useLabels(commonWords)
  const query = useQuery(api.get.queryOptions())
  return (
    <>
      <ScreenHeading title={settings.title} name={settings.title} />
      <Sections>
        {query.data ? (
          <MailSettings settings={query.data} />
        ) : (
          <p role={query.error ? 'alert' : 'status'}>
            {query.error ? failureOf(query.error, common.unreachable).message : common.loading}
          </p>
        )}
      </Sections>
    </>
  )
}

function MailSettings({ settings }: { settings: Settings }) {
  const words = useLabels(mailWords)
  const may = useMay()
  const [changed, setChanged] = useState(false)
  const mayWrite = may('messaging.write')
  const obstacle = changed ? words.testSaveFirst : settings.host ? undefined : words.testNoServer
  return (
    <>
      <Section title={words.server} text={settings.host ? words.serverText : words.noServerText}>
        <MailSettingsForm key={settings.revision} settings={settings} readOnly={!mayWrite} onChanged={setChanged} />
        {!mayWrite && (
          <Text size="xs" c="dimmed">
            {words.mayNotWrite}
          </Text>
        )}
      </Section>
      {mayWrite && (
        <Section title={words.testTitle} text={words.testText}>
          <MailTest obstacle={obstacle} />
        </Section>
      )}
      <SendingAccountsOfUsers />
    </>
  )
}
