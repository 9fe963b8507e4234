import { fingerprint, type Certificate } from './certificate';

const OUTCOMES = { passed: '✓ đạt · passed', none: '– không áp dụng · does not apply' };

/** The certificate as a page that a person reads: it loads nothing, and says the same in Vietnamese and English. */
export function certificatePage(certificate: Certificate): string {
  const { adapter, kit, mapping, files, records, issuedAt, signer, rules } = certificate;
  const facts: [string, string][] = [
    ['Bộ chuyển đổi · Adapter', adapter],
    ['Ngày ký · Signed', issuedAt],
    ['Phiên bản bộ kiểm thử · Kit', kit],
    ['Phiên bản ánh xạ · Mapping', mapping],
    ['Mã băm tệp · Hash of the files', files],
    ['Số bản ghi đã đọc · Records read', records.toLocaleString('vi')],
    ['Dấu vân tay khóa ký · Fingerprint of the signer', fingerprint(signer)],
  ];
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(adapter)} – chứng nhận · certificate</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #ddd; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } th { font-weight: 600; } small { color: #555; }
</style>
</head>
<body>
<h1>Chứng nhận bộ chuyển đổi Liên Thông<br><small>Certificate of an adapter</small></h1>
<p>Bộ kiểm thử đã chạy mọi quy tắc dưới đây trên chính các tệp có mã băm này. Chữ ký nằm trong <code>certificate.json</code>; trang này chỉ để đọc.<br>
<small>The kit has run every rule below on the very files with this hash. The signature is in <code>certificate.json</code>; this page is for reading.</small></p>
<table>
${facts.map(([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`).join('\n')}
</table>
<h2>Quy tắc · Rules</h2>
<table>
<tr><th scope="col">Quy tắc · Rule</th><th scope="col">Kết quả · Outcome</th><th scope="col">Đã chạy gì · What was run</th></tr>
${rules.map(({ rule, about, outcome, evidence }) => `<tr><td><strong>${escaped(rule)}</strong><br><small>${escaped(about)}</small></td><td>${OUTCOMES[outcome]}</td><td>${escaped(evidence)}</td></tr>`).join('\n')}
</table>
</body>
</html>
`;
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
}
