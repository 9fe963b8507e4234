import type { kitEn } from './kit-en';

/** What the commands of the adapter kit say besides, in Vietnamese; a key without a text is a type error. */
export const kitVi: Readonly<Record<keyof typeof kitEn, string>> = {
  adapterVerify: 'kiểm tra chứng nhận của bộ chuyển đổi như thành phố làm',
  adapterRecord: 'ghi mẫu từ hệ thống của chính bạn, mọi giá trị cá nhân được thay',
  adapterServe: 'đóng vai cổng liên thông trên máy này, cho chương trình gửi bản ghi',
  signers: 'tệp các khóa công khai được tin (PEM)',
  again: 'chạy lại cả các quy tắc rồi so sánh',
  recordSettings: 'tệp thiết lập của hệ thống của bạn (YAML hoặc JSON), như người vận hành ghi',
  recordMost: 'số mẫu nhiều nhất; mặc định: 20',
  servePort: 'cổng trên 127.0.0.1; mặc định: một cổng trống',
  serveFault: 'cứ hai lần gọi thì một lần hỏng: slow, reset, hang, html, 429, 500 hoặc expired',
  typescript: 'viết ánh xạ bằng TypeScript (mapping.ts) thay cho YAML',
  noFolderHere: '{{folder}} không phải thư mục. Hãy đưa thư mục có adapter.yaml, adapter.ts hoặc adapter.js.',
  badCount: '{{option}} {{given}} không phải số nguyên từ {{least}} đến {{most}}.',
  interrupted: 'Đã dừng giữa chừng; chưa ghi gì.',
  sampleChanges: 'Những gì thay đổi trong các mẫu:',
  sampleLook: 'Hãy xem từng tệp trước khi giữ: mỗi mẫu là một lời cam kết.',
  keyUnmade: 'Không đọc hoặc tạo được {{file}} ({{why}}). Chọn tệp khác bằng --key.',
  noSigners:
    'Không đọc được khóa công khai (Ed25519, PEM) nào trong {{file}}. Hãy đặt các khóa mà nhà cung cấp đã giao vào một tệp, nối tiếp nhau.',
  noCertificate: 'Không đọc được {{file}} ({{why}}). Hãy lập bằng lienthong adapter certify.',
  verified: 'Chứng nhận của {{adapter}} có giá trị: bộ công cụ {{kit}}, ký lúc {{issuedAt}} bởi {{fingerprint}}.',
  verifiedAgain: 'Các quy tắc cho kết quả như nhau ở đây.',
  noSettings: '{{file}} không có thiết lập ({{why}}). Ghi mỗi thiết lập một thành phần: {{settings}}.',
  recordNothing:
    'Bộ chuyển đổi loại push không đọc gì: hãy đặt các dòng mà chương trình của bạn gửi vào samples/<trường hợp>.in.ndjson, không dùng người thật.',
  recording: '{{pages}} trang, {{items}} mục',
  recordWritten: 'Đã ghi vào {{folder}}:',
  recordNone:
    'Không làm được mẫu nào từ những gì hệ thống đưa ra; chưa ghi gì. Nếu không có mục nào, hãy xem lại thiết lập và source, format trong adapter.yaml; nếu có, xem các lý do ở trên.',
  recordLeftOut: 'số mục bỏ ra: {{number}}, {{rule}}',
  recordIncomplete: 'số trang hoặc tệp có lỗi: {{number}}, {{code}}',
  recordReplaced: 'Số giá trị đã thay: {{number}}, ở {{paths}} đường dẫn.',
  recordKept: 'Các giá trị giữ nguyên, theo đường dẫn. Hãy xem lại: không được còn người thật nào.',
  serveRead:
    '{{adapter}} được cổng đọc chứ không gửi gì: lienthong adapter test đóng vai phần mềm của nó. Chỉ bộ chuyển đổi có nguồn push mới dùng được lệnh này.',
  serveTaken: 'Không lấy được cổng {{port}} ({{why}}). Chọn cổng khác bằng --port, hoặc bỏ tùy chọn này.',
  serveFaultUnknown: 'Không có lỗi {{fault}}. Với --fault, chọn một trong: {{faults}}.',
  serving:
    'Cổng liên thông giả chạy tại {{url}}/v1/records cho {{adapter}}; Ctrl-C để dừng. Không giữ lại gì.\nKhóa: {{key}}',
  serveTry: 'Thử: {{command}}',
  served:
    'lần gọi {{call}}: {{lines}} dòng, nhận {{accepted}}, trùng {{same}}, từ chối {{refused}}, bị giữ lại {{parked}}',
  servedFault: 'lần gọi {{call}}: đường truyền bị làm hỏng ({{fault}}); lần sau sẽ qua',
  servedProblem: 'lần gọi {{call}}: {{status}} {{detail}}',
};
