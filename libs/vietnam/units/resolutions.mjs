/**
 * What the two resolutions before July 2025 did to Hanoi's wards and communes, as facts for generate.mjs. A line is a unit
 * after the change and those it was made of, `~` before one that gave only a part; a unit that others were merged into
 * under its own name is not repeated among them. The full names are those of the day before, and of the day itself.
 */
export const RESOLUTIONS = [
  {
    on: '2020-03-01',
    source: 'Resolution 895/NQ-UBTVQH14 of 11 February 2020',
    mergers: `
      007 Phường Nguyễn Du < Phường Bùi Thị Xuân, ~Phường Ngô Thì Nhậm
      007 Phường Phạm Đình Hổ < ~Phường Ngô Thì Nhậm
      272 Xã Xuân Đình < Xã Xuân Phú, Xã Cẩm Đình
      272 Xã Sen Phương < Xã Sen Chiểu, Xã Phương Độ
      280 Xã Nam Tiến < Xã Văn Nhân, Xã Thụy Phú
    `,
  },
  {
    on: '2025-01-01',
    source: 'Resolution 1286/NQ-UBTVQH15 of 14 November 2024',
    mergers: `
      001 Phường Trúc Bạch < Phường Nguyễn Trung Trực
      004 Phường Phúc Đồng < ~Phường Sài Đồng
      004 Phường Phúc Lợi < ~Phường Sài Đồng
      005 Phường Quan Hoa < ~Phường Yên Hoà, ~Phường Dịch Vọng
      005 Phường Nghĩa Tân < ~Phường Nghĩa Đô, ~Phường Dịch Vọng, ~Phường Dịch Vọng Hậu
      005 Phường Yên Hoà < ~Phường Yên Hoà
      005 Phường Dịch Vọng < ~Phường Dịch Vọng
      005 Phường Dịch Vọng Hậu < ~Phường Dịch Vọng Hậu
      005 Phường Nghĩa Đô < ~Phường Nghĩa Đô
      006 Phường Văn Miếu - Quốc Tử Giám < Phường Văn Miếu, Phường Quốc Tử Giám
      006 Phường Khâm Thiên < Phường Trung Phụng
      006 Phường Phương Liên - Trung Tự < Phường Phương Liên, ~Phường Trung Tự
      006 Phường Kim Liên < ~Phường Trung Tự
      006 Phường Thịnh Quang < Phường Thịnh Quang, ~Phường Ngã Tư Sở
      006 Phường Khương Thượng < ~Phường Ngã Tư Sở
      007 Phường Đồng Nhân < Phường Đống Mác
      007 Phường Bạch Mai < Phường Bạch Mai, Phường Quỳnh Lôi
      007 Phường Bách Khoa < ~Phường Cầu Dền
      007 Phường Thanh Nhàn < ~Phường Cầu Dền
      009 Phường Hạ Đình < Phường Hạ Đình, Phường Kim Giang
      009 Phường Thanh Xuân Bắc < Phường Thanh Xuân Nam
      018 Xã Thiên Đức < Xã Đình Xuyên, Xã Dương Hà
      018 Xã Phù Đổng < Xã Trung Mầu
      018 Xã Phú Sơn < Xã Phú Thị, Xã Kim Sơn
      018 Xã Bát Tràng < Xã Đông Dư
      018 Xã Kim Đức < Xã Kim Lan, Xã Văn Đức
      250 Xã Liên Mạc < Xã Vạn Yên
      268 Phường Quang Trung < Phường Quang Trung, Phường Nguyễn Trãi, Phường Yết Kiêu
      269 Phường Ngô Quyền < Phường Ngô Quyền, Phường Lê Lợi, Phường Quang Trung
      271 Xã Phú Hồng < Xã Phú Phương, Xã Châu Sơn, Xã Tản Hồng
      272 Xã Nam Hà < Xã Vân Nam, Xã Vân Hà
      272 Xã Tích Lộc < Xã Thọ Lộc, Xã Tích Giang
      272 Xã Long Thượng < Xã Long Xuyên, Xã Thượng Cốc
      275 Xã Phượng Sơn < Xã Yên Sơn, Xã Phượng Cách
      275 Xã Liệp Nghĩa < Xã Nghĩa Hương, Xã Liệp Tuyết
      275 Xã Hưng Đạo < Xã Tân Phú, Xã Đại Thành
      275 Xã Cộng Hòa < Xã Tân Hòa
      276 Xã Lam Sơn < Xã Canh Nậu, Xã Dị Nậu
      276 Xã Thạch Xá < Xã Chàng Sơn
      276 Xã Quang Trung < Xã Bình Phú, Xã Hữu Bằng
      277 Xã Hồng Phú < Xã Đồng Phú, Xã Hồng Phong
      277 Xã Hòa Phú < Xã Hòa Chính, Xã Phú Nam An
      278 Xã Cao Xuân Dương < Xã Cao Dương, Xã Xuân Dương
      279 Xã Chương Dương < Xã Thư Phú
      279 Xã Vạn Nhất < Xã Vạn Điểm, Xã Thống Nhất
      280 Xã Hồng Minh < Xã Tri Trung
      280 Xã Văn Hoàng < Xã Văn Hoàng, Xã Đại Thắng
      280 Xã Nam Phong < Xã Nam Phong, Xã Nam Triều
      280 Xã Quang Hà < Xã Sơn Hà, Xã Quang Trung
      281 Xã Hoa Viên < Xã Hoa Sơn, Xã Viên An, Xã Viên Nội
      281 Xã Cao Sơn Tiến < Xã Cao Thành, Xã Sơn Công, Xã Đồng Tiến
      281 Xã Thái Hòa < Xã Vạn Thái, Xã Hòa Nam, Xã Hòa Xá
      281 Xã Trầm Lộng < Xã Trầm Lộng, Xã Hòa Lâm
      281 Xã Bình Lưu Quang < Xã Lưu Hoàng, Xã Đội Bình, Xã Hồng Quang
      282 Xã Mỹ Xuyên < Xã Mỹ Thành, Xã Bột Xuyên
      282 Xã Vạn Tín < Xã Vạn Kim, Xã Đốc Tín
    `,
  },
];
