import { Button } from '@mantine/core'
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { CardPage } from '../../../platform/web/record/card-page.tsx'
import { Stamps } from '../../../platform/web/record/stamps.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { profilesContract } from '../contract/profiles.ts'
import { profileWords } from '../labels/profile-screens.ts'
import { profileLabels } from '../labels/profiles.ts'
import { type Profile, ProfileForm } from './profile.form.tsx'

const api = apiOf('mailingProfiles', profilesContract)

/** One file profile, or a new one: what the file holds, and its first lines. */
export function ProfilePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const isNew = id === 'new'
  const labels = useLabels(profileLabels)
  const words = useLabels(profileWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const may = useMay()
  const found = useQuery(api.get.queryOptions({ input: isNew ? skipToken : { id }, placeholderData: keepPreviousData }))
  const query = isNew ? ({ data: null, error: null } as never as typeof found) : found
  const retire = async ({ archivedOn, revision }: Profile) => {
    await api.update.call({ id, revision, archived: archivedOn === null })
    refresh()
  }
  return (
    <CardPage<Profile | null>
      query={query as never}
      back={{ to: path('mailing-profiles'), label: labels.profiles }}
      name={profile => profile?.name ?? words.new}
      status={profile =>
        profile?.archivedOn && <Status of="off" label={words.retired(format.day(profile.archivedOn))} />
      }
      actions={profile =>
        profile &&
        may('dispatch.write') && (
          <Button variant="default" onClick={() => void retire(profile)}>
            {profile.archivedOn ? words.bringBack : words.retire}
          </Button>
        )
      }
    >
      {profile => (
        <>
          <ProfileForm
            key={`${profile?.id} ${profile?.revision}`}
            profile={profile ?? undefined}
            onSaved={saved => isNew && void navigate({ to: path(`mailing-profiles/${saved}`) })}
          />
          {profile && <Stamps {...profile} />}
        </>
      )}
    </CardPage>
  )
}
