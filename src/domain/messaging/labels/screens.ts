import { labels } from '../../../values/labels.ts'

/** Words of the screens of messages and of the settings of mail. */
export const mailWords = labels(
  {
    one: 'message',
    many: 'messages',
    state: 'État',
    attachments: 'Pièces jointes',
    attachment: (name: string, size: string) => `${name} (${size})`,
    kilobytes: (count: string) => `${count}\u00a0ko`,
    retried: (count: string, many: boolean) => `${count} ${many ? 'messages repartent' : 'message repart'}.`,
    save: 'Enregistrer les réglages',
    saved: 'Réglages enregistrés',
    testSent: (to: string) => `Message d’essai envoyé à ${to}.`,
    serverLegend: 'Serveur',
    senderLegend: 'Expéditeur',
    testTitle: 'Essai',
    testText: 'Enregistrez d’abord, puis vérifiez qu’un message part.',
  },
  {
    one: 'message',
    many: 'messages',
    state: 'State',
    attachments: 'Attachments',
    attachment: (name: string, size: string) => `${name} (${size})`,
    kilobytes: (count: string) => `${count}\u00a0kB`,
    retried: (count: string, many: boolean) => `${count} ${many ? 'messages leave' : 'message leaves'} again.`,
    save: 'Save the settings',
    saved: 'Settings saved',
    testSent: (to: string) => `Test message sent to ${to}.`,
    serverLegend: 'Server',
    senderLegend: 'Sender',
    testTitle: 'Test',
    testText: 'Save first, then check that a message leaves.',
  },
)
