import { useSay } from '../messages/language.js';

interface FileDigestProps {
  readonly chosen: (evidence: { readonly name: string; readonly sha256: string }) => void;
}

const sha256 = async (file: File): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** Names a file and computes its digest in this browser; the file itself goes nowhere. */
export const FileDigest = ({ chosen }: FileDigestProps) => {
  const say = useSay();
  const take = async (file: File | undefined): Promise<void> => {
    if (file !== undefined) chosen({ name: file.name, sha256: await sha256(file) });
  };
  return (
    <label className="file-digest">
      {say('reduction.chooseFile')}
      <input type="file" onChange={({ target }) => void take(target.files?.[0])} />
    </label>
  );
};
