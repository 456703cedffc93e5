import { useApp, usePageTitle, useStore, useText } from '../hooks';
import type { TextKey } from '../i18n/text';
import { QrCode } from '../panels/qr_code';
import { deviceKind, type Platform } from '../core/platform';
import { PageFrame } from './page_frame';

const kDer = '/ca.crt';
const kProfile = '/ca.mobileconfig';

const platforms: readonly { id: Platform; name: string; steps: TextKey; file: string }[] = [
  { id: 'windows', name: 'Windows', steps: 'ca_windows_steps', file: kDer },
  { id: 'android', name: 'Android', steps: 'ca_android_steps', file: kDer },
  { id: 'ios', name: 'iPhone, iPad', steps: 'ca_ios_steps', file: kProfile },
  { id: 'mac', name: 'Mac', steps: 'ca_mac_steps', file: kProfile },
  { id: 'linux', name: 'Linux', steps: 'ca_linux_steps', file: kDer },
];

export function CertificatePage() {
  const { info } = useApp();
  const text = useText();
  const heading = usePageTitle(text.get('ca_title'));
  const state = useStore(info);
  const fingerprint = state.status === 'ready' ? state.info.caFingerprint : null;
  const none = state.status === 'ready' && fingerprint === null;
  return (
    <PageFrame>
      <article className="prose certificate">
        <h1 ref={heading} tabIndex={-1}>
          {text.get('ca_title')}
        </h1>
        <p className="lead">{text.get(none ? 'ca_none' : 'ca_lead')}</p>
        {fingerprint && <Fingerprint value={fingerprint} />}
        {fingerprint && <Platforms />}
        {fingerprint && <Onward />}
      </article>
    </PageFrame>
  );
}

function Fingerprint({ value }: { readonly value: string }) {
  const text = useText();
  return (
    <section className="card">
      <h2>{text.get('ca_check_title')}</h2>
      <p className="muted">{text.get('ca_check')}</p>
      <p className="overline">{text.get('ca_fingerprint')}</p>
      <code className="fingerprint">
        {groups(value).map((group) => (
          <span key={group}>{group}</span>
        ))}
      </code>
    </section>
  );
}

// Lines break between groups, so that the eye keeps its place.
const groups = (value: string): string[] => value.match(/.{1,12}/g) ?? [];

function Platforms() {
  const text = useText();
  const ours = deviceKind(navigator.userAgent, navigator.maxTouchPoints);
  const sorted = [...platforms].sort((a, b) => Number(b.id === ours) - Number(a.id === ours));
  return (
    <section className="platforms">
      {sorted.map(({ id, name, steps, file }) => (
        <details key={id} className="card platform" open={id === ours}>
          <summary>
            {name}
            {id === ours && <span className="tag">{text.get('ca_this_device')}</span>}
          </summary>
          <a className="button button-main" href={file} download>
            {text.get(file === kProfile ? 'ca_download_apple' : 'ca_download')}
          </a>
          <ol className="platform-steps">
            {text.steps(steps).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </details>
      ))}
    </section>
  );
}

function Onward() {
  const { info } = useApp();
  const text = useText();
  const state = useStore(info);
  const address = state.status === 'ready' ? state.info.addresses[0] : undefined;
  if (!address) return null;
  return (
    <section className="onward">
      <a className="button" href={address}>
        {text.get('ca_done')}
      </a>
      <figure>
        <QrCode link={`${address.replace(/\/$/, '')}/ca`} />
        <figcaption className="muted small">{text.get('ca_phone')}</figcaption>
      </figure>
    </section>
  );
}
